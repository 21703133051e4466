// What the TypeScript SDK stands on: fetch with JSON parsing, as many calls at a time as asked for.
// Reads "URL TOKEN CALLS AT_ONCE" from each line, answers with the seconds it took.
import { createInterface } from "node:readline";

async function batch(url, token, calls, atOnce) {
  let left = calls;
  const worker = async () => {
    while (left-- > 0) {
      const response = await fetch(url, { headers: { Authorization: token } });
      await response.json();
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (performance.now() - began) / 1000;
}

for await (const line of createInterface({ input: process.stdin })) {
  const [url, token, calls, atOnce] = line.split(" ");
  console.log(await batch(url, token, Number(calls), Number(atOnce)));
}
