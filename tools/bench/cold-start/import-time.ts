/** Prints how many milliseconds the import of the module at `process.argv[2]` takes in this fresh process. */
const begun = performance.now()
const used = process.cpuUsage()
await import(process.argv[2] ?? '')
const time = performance.now() - begun
const { user, system } = process.cpuUsage(used)
process.send?.({ time, processorTime: (user + system) / 1000 })
