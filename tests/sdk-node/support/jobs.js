// Waiting for jobs of the server.
const patience = 60_000;

/** Asks again until the answer is as wanted, and returns it. */
export async function until(ask, isDone) {
  for (const end = Date.now() + patience; ; ) {
    const answer = await ask();
    if (isDone(answer)) {
      return answer;
    }

    if (Date.now() > end) {
      throw new Error(`Nothing came of it within ${patience / 1000} seconds: ${JSON.stringify(answer, (_, value) => (typeof value === 'bigint' ? String(value) : value))}`);
    }

    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
