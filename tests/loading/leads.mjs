// Writes a CSV file of made-up leads, the same ones every time: node leads.mjs 1000000 > leads.csv
// Every field that people fill has a value: a stored lead has 34 members.
import { once } from 'node:events';

const rows = Number(process.argv[2] ?? 1000);
const first = ['Ada', 'Ben', 'Cleo', 'Dora', 'Emil', 'Frida', 'Gustav', 'Hanna', 'Ivo', 'Jana', 'Karl', 'Lena', 'Milo', 'Nora', 'Otto', 'Paula'];
const last = ['Adler', 'Brandt', 'Conrad', 'Dietz', 'Ebert', 'Falk', 'Graf', 'Holm', 'Imhof', 'Jung', 'Keller', 'Lang', 'Maurer', 'Novak', 'Ott', 'Pohl'];
const cities = ['Aachen', 'Bremen', 'Coburg', 'Dresden', 'Erfurt', 'Freiburg', 'Gotha', 'Hamburg'];
const countries = ['Germany', 'Austria', 'Switzerland', 'France'];
const sources = ['Advertisement', 'Cold Call', 'Employee Referral', 'Trade Show', 'Web Download'];
const statuses = ['Attempted to Contact', 'Contacted', 'Junk Lead', 'Not Contacted', 'Pre-Qualified'];
const industries = ['ERP', 'Data/Telecom OEM', 'Government/Military', 'Large Enterprise', 'Optical Networking'];
const words = ['amber', 'basin', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'haven', 'inlet', 'juniper', 'knoll', 'lagoon', 'meadow', 'north', 'orchard', 'prairie'];

let state = 42;
const next = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * below);
};
const pick = (list) => list[next(list.length)];
const text = (count) => Array.from({ length: count }, () => pick(words)).join(' ');
const day = () => `20${10 + next(15)}-${String(1 + next(12)).padStart(2, '0')}-${String(1 + next(28)).padStart(2, '0')}`;
const time = () => `${day()}T${String(next(24)).padStart(2, '0')}:${String(next(60)).padStart(2, '0')}:00+00:00`;

const columns = {
  Company: () => `${pick(last)} ${text(1)} ${next(100000)}`,
  First_Name: () => pick(first),
  Last_Name: () => `${pick(last)}${next(10000)}`,
  Designation: () => text(2),
  Email: (row) => `lead.${row}@example.org`,
  Phone: () => `+49 30 ${1000000 + next(8999999)}`,
  Fax: () => `+49 31 ${1000000 + next(8999999)}`,
  Mobile: () => `+49 170 ${1000000 + next(8999999)}`,
  Website: (row) => `www.example${row % 5000}.com`,
  Lead_Source: () => pick(sources),
  Lead_Status: () => pick(statuses),
  Industry: () => pick(industries),
  No_of_Employees: () => next(5000),
  Annual_Revenue: () => next(10000000) / 100,
  Rating: () => pick(['Acquired', 'Active', 'Project Cancelled']),
  Street: () => `${text(1)} ${1 + next(200)}`,
  City: () => pick(cities),
  State: () => text(1),
  Zip_Code: () => 10000 + next(89999),
  Country: () => pick(countries),
  Description: () => `"${text(12)}, ${text(8)}"`,
  Skype_ID: (row) => `skype.${row}`,
  Email_Opt_Out: () => pick(['true', 'false']),
  Salutation: () => pick(['Mr.', 'Mrs.', 'Dr.']),
  Secondary_Email: (row) => `second.${row}@example.net`,
  Twitter: () => `tw${next(1000000)}`,
};

process.stdout.write(`${Object.keys(columns).join(',')}\n`);
const values = Object.values(columns);
for (let row = 1, part = ''; row <= rows; row++) {
  part += `${values.map((value) => value(row)).join(',')}\n`;
  if (row % 1000 === 0 || row === rows) {
    if (!process.stdout.write(part)) {
      await once(process.stdout, 'drain');
    }

    part = '';
  }
}
