/** Says in milliseconds how long importing the module at `process.argv[2]` takes in this process, which is a fresh one. */
const before = performance.now()
await import(process.argv[2] ?? '')
process.send?.(performance.now() - before)
