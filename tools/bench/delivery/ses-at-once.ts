import { createServer } from 'node:http'

/**
 * A process of its own that answers SES v2's calls at once and does nothing: what it costs is not ours. It tells its
 * port to whoever started it, and ends with them.
 */
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(answerTo(request.url ?? '', Buffer.concat(chunks))))
})

function answerTo(url: string, body: Buffer): object {
  if (url.endsWith('/account'))
    return {
      SendingEnabled: true,
      SendQuota: { Max24HourSend: -1, MaxSendRate: 100_000, SentLast24Hours: 0 },
    }
  if (!url.endsWith('/outbound-bulk-emails')) return { MessageId: 'taken' }
  const { BulkEmailEntries } = JSON.parse(body.toString('utf8')) as { BulkEmailEntries: unknown[] }
  return { BulkEmailEntryResults: BulkEmailEntries.map(() => ({ Status: 'SUCCESS', MessageId: 'taken' })) }
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : undefined)
})
process.once('disconnect', () => process.exit(0))
