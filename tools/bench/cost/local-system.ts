import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hour } from '../../../shared/domain/duration.ts'
import { publishJourneys } from '../../local/journeys.ts'
import { ownClients, ownTable } from '../../local/own-clients.ts'
import { type Local, startLocal } from '../../local/start-local.ts'
import { awsMeter, functionOf } from './aws-meter.ts'
import { functionAt } from './function-at.ts'
import type { LearningSystem } from './learning-system.ts'
import { learnTogether } from './learning-together.ts'
import { Ledger } from './ledger.ts'

/** Longer than Lambda's batching window, in milliseconds: within it, records may wait although nothing is running. */
const batching = 5000

/** Far more than a new account gets, so that the benchmark does not wait for its sending rate. */
const allowance = { maxSendRate: 500, max24HourSend: 1_000_000 }

/** Counts a function's invocations and their durations, including the wait for a free environment. */
function meterInvocations(local: Local, ledger: Ledger): void {
  for (const name of local.functions.names()) {
    const pool = local.functions.get(name)
    const who = functionOf(name)
    if (!who) continue
    const invoke = pool.invoke.bind(pool)
    pool.invoke = async (event, requestId) => {
      const begun = performance.now()
      const outcome = await invoke(event, requestId)
      ledger.tookMilliseconds(who, performance.now() - begun)
      ledger.note(who, { invocations: 1 })
      return outcome
    }
  }
}

/** A new local stack with the journeys only, with a meter on everything. */
export async function startLocalSystem(): Promise<LearningSystem & { local: Local }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'shiftworks-bench-'))
  const local = await startLocal({ port: 0, awsPort: 0, dataDir, allowance })
  await publishJourneys(local, () => {})
  const ledger = new Ledger()
  local.endpoint.observers.push(awsMeter(ledger))
  meterInvocations(local, ledger)
  return {
    local,
    ledger,
    atOnce: 2,
    async open(path, form) {
      const post = form && { method: 'POST', body: new URLSearchParams(form) }
      const answer = await fetch(`${local.website}${path}`, {
        ...post,
        headers: { accept: 'text/html' },
        redirect: 'manual',
      })
      const text = await answer.text()
      const kilobytes = Number(answer.headers.get('content-length') ?? 0) / 1024
      ledger.note(functionAt(path), { httpRequests: 1, pageKilobytes: kilobytes })
      return { status: answer.status, text, location: answer.headers.get('location') ?? undefined }
    },
    mailedLink(email, kind) {
      const newest = local.inbox.emails(email).at(-1)
      const link = newest?.text.match(new RegExp(`${local.website}(/${kind}\\S*?)[#\\s]`))?.[1]
      if (!link) throw new Error(`The newest email to ${email} has no link to /${kind}.`)
      return link
    },
    emails: () => local.inbox.heads().length,
    learnTogether: () => learnTogether(ownTable(local.wiring, ownClients(local).dynamo), local.clock.now()),
    settled: () => local.travel.to(local.clock.now() + batching),
    toNextDue: () => local.travel.toNextDue(),
    anHourLater: () => local.travel.to(local.clock.now() + hour),
    async close() {
      await local.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
