import { createServer } from 'node:http'

/**
 * A process that answers calls of SES v2 at once and does nothing else, so that its cost is excluded. It sends its
 * port to its parent, sends the calls received on request, and ends with its parent. It also serves the secret with
 * the link keys. `process.argv[2]` is the sending rate in emails a second.
 */
const ratePerSecond = Number(process.argv[2] ?? 100_000)
const calls: { at: number; emails: number }[] = []
const ids = new Set<string>()
let emails = 0

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  response.setHeader('content-type', 'application/json')
  const isSecret = String(request.headers['x-amz-target']).endsWith('.GetSecretValue')
  response.end(JSON.stringify(isSecret ? secret : answerTo(request.url ?? '', Buffer.concat(chunks))))
})

const secret = { SecretString: JSON.stringify({ current: '1', 1: 'for-the-benchmark-only' }) }

interface Entry {
  ReplacementTags: { Name: string; Value: string }[]
}

function note(entries: readonly Entry[]): void {
  calls.push({ at: performance.now(), emails: entries.length })
  emails += entries.length
  for (const { ReplacementTags } of entries)
    ids.add(ReplacementTags.find(({ Name }) => Name === 'email-id')?.Value ?? '')
}

function answerTo(url: string, body: Buffer): object {
  if (url.endsWith('/account'))
    return {
      SendingEnabled: true,
      SendQuota: { Max24HourSend: -1, MaxSendRate: ratePerSecond, SentLast24Hours: 0 },
    }
  if (!url.endsWith('/outbound-bulk-emails')) return { MessageId: 'taken' }
  const { BulkEmailEntries } = JSON.parse(body.toString('utf8')) as { BulkEmailEntries: Entry[] }
  note(BulkEmailEntries)
  return { BulkEmailEntryResults: BulkEmailEntries.map(() => ({ Status: 'SUCCESS', MessageId: 'taken' })) }
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : undefined)
})
process.on('message', () => process.send?.({ calls, twice: emails - ids.size }))
process.once('disconnect', () => process.exit(0))
