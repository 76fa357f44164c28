// The files of a zip, by the list at its end. Enough for the zips of this server: no encryption, no zip64.
import { inflateRawSync } from 'node:zlib';

const endOfList = 0x06054b50;
const stored = 0;

/** Returns the files' contents by name. */
export function unzip(bytes) {
  const files = new Map();
  const end = lastIndexOf(bytes, endOfList);
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, contentOf(bytes, bytes.readUInt32LE(at + 42), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 10)));
    at += 46 + nameLength + extraLength + commentLength;
  }

  return files;
}

function contentOf(bytes, header, length, method) {
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  const content = bytes.subarray(start, start + length);
  return method === stored ? content : inflateRawSync(content);
}

function lastIndexOf(bytes, signature) {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(signature);
  const at = bytes.lastIndexOf(mark);
  if (at < 0) {
    throw new Error('This is no zip.');
  }

  return at;
}
