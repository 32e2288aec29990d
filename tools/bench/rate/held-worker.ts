import { shiftDate } from '../../local/time/shifted-date.ts'

/**
 * An instance of deliver-due, of which Lambda runs several. It handles one invocation at a time, and asks its parent
 * for more workers. `process.argv[2]` is the offset of its clock, `process.argv[3]` the maximal number of workers.
 */
const offset = new SharedArrayBuffer(8)
new BigInt64Array(offset)[0] = BigInt(process.argv[2] ?? '0')
shiftDate(offset)

const { deliver } = await import('../../../functions/deliver-due/deliver.ts')
const { deliverDueDeps } = await import('../../../shared/composition/deliver-due.ts')

const env = {
  TABLE_NAME: 'bench',
  LINK_KEYS_SECRET: 'links',
  PUBLIC_URL: 'https://learn.example.org',
  CONFIGURATION_SET: 'bench',
  DELIVERY_FUNCTION: 'bench',
  DELIVERY_WORKERS: Number(process.argv[3]),
}
const say = (level: string) => (message: string, about?: unknown) =>
  level === 'error' && console.error(message, about)
const deps = deliverDueDeps(env, { info: say('info'), warn: say('warn'), error: say('error') })

process.on('message', async trigger => {
  const made = await deps()
  const start = async (wanted: object) => void process.send?.({ start: wanted })
  const before = process.cpuUsage()
  const { sent } = await deliver(
    { ...made, workers: { ...made.workers, start } },
    trigger as { kind: 'tick' },
  )
  const { user, system } = process.cpuUsage(before)
  process.send?.({ sent, processor: (user + system) / 1000 })
})
process.once('disconnect', () => process.exit(0))
process.send?.({ ready: true })
