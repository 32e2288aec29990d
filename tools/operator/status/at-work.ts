import type { FunctionName } from '../../../shared/contracts/functions.ts'
import type { Instant, JourneyId } from '../../../shared/domain/ids.ts'
import { accountEmails } from '../../../shared/store/due.ts'
import { mirrorStore } from '../../../shared/store/mirror.ts'
import type { Style } from '../command/style.ts'
import type { OperatorDeps } from '../deps.ts'
import type { LastSent } from './last-sent.ts'

/**
 * When functions last did their work well, by what they left in the table. Those that only answer or react leave nothing
 * that says when; and one that has nothing to do leaves nothing new.
 */
export type AtWork = Partial<Record<FunctionName, Instant>>

async function countedUntil({ counters }: OperatorDeps, ids: readonly JourneyId[]): Promise<Instant> {
  return Math.max(...(await Promise.all([accountEmails, ...ids].map(id => counters.countedUntil(id)))))
}

/** Reads it. @param ids of all journeys. */
export async function readAtWork(
  deps: OperatorDeps,
  ids: readonly JourneyId[],
  { sentAt, toldOf }: LastSent,
): Promise<AtWork> {
  const [counted, { endedAt }] = await Promise.all([countedUntil(deps, ids), mirrorStore(deps.table).pass()])
  return {
    ...(sentAt !== undefined && { 'deliver-due': sentAt }),
    ...(toldOf !== undefined && { 'ses-feedback': toldOf }),
    ...(counted > 0 && { 'publish-events': counted }),
    ...(endedAt !== undefined && { 'close-mirror': endedAt }),
  }
}

/** What each mark says, before its moment. */
const marks: readonly [FunctionName, did: string][] = [
  ['deliver-due', 'SES took an email of'],
  ['ses-feedback', 'SES told what became of one of'],
  ['publish-events', 'counted what happened until'],
  ['close-mirror', 'counts answers and circles once a week, last at'],
]

/** When each was last seen at work, in words. */
export const atWorkLines = (atWork: AtWork, style: Style): string[] => [
  ...marks.flatMap(([name, did]) => {
    const at = atWork[name]
    return at === undefined ? [] : [`${name}: ${did} ${style.time(at)}`]
  }),
  'the other functions leave no such mark; the alarm “errors” tells when one fails',
]
