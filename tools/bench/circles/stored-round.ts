import { actOnProposal, type CircleDeps } from '../../../shared/application/circles/act.ts'
import { dealClosedRound } from '../../../shared/application/circles/deal-closed-round.ts'
import { groupsIn } from '../../../shared/composition/common/groups.ts'
import type { Entry } from '../../../shared/domain/circles/entry.ts'
import type { Joiner } from '../../../shared/domain/circles/pool.ts'
import { day, hour } from '../../../shared/domain/duration.ts'
import { barredStore } from '../../../shared/store/barred.ts'
import type { RoundRef, RoundStore } from '../../../shared/store/rounds.ts'
import type { Billed } from '../../simulation/billing.ts'
import { MemoryTable } from '../../simulation/memory-table.ts'
import { prices } from '../prices.ts'
import { processorTime, rounded } from '../statistics.ts'
import { strangers } from './people.ts'
import { anyDay, commandsOn, storeFinishers } from './stored-people.ts'

/** The table requests of a step of a round, for one person. */
export interface StepCost {
  step: string
  requests: number
  readUnits: number
  writeUnits: number
  usdPerThousand: number
}

const closesAt = Date.parse('2026-11-30T00:00:00Z')
const round: RoundRef = { journeyId: 'shiftworks', id: '2026-11-29', closesAt }

async function everybodyJoins(
  { table, rounds }: Pick<CircleDeps, 'table'> & { rounds: RoundStore },
  people: readonly Joiner[],
): Promise<void> {
  for (const { id, sector, parts, employer } of people) {
    const entry: Entry = {
      learnerId: id,
      epoch: '00000001',
      at: closesAt - day,
      isAdult: true,
      card: { name: 'Ngọc Ánh', sector, work: 'care-and-support' },
      parts: [...parts],
      ...(employer && { employer }),
      before: [],
      notWith: [],
    }
    await table.write(rounds.joinWrite(round, entry))
  }
}

/** Everybody has their letter; the last member of each group does not answer, and all others say yes. */
async function everybodyAnswers(deps: CircleDeps, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const invited = (await deps.proposals.find(id))?.state.invited ?? []
    for (const { id: learnerId } of invited)
      await actOnProposal(deps, id, { type: 'HandOverLetter', learnerId, at: closesAt + day })
    for (const { id: learnerId } of invited.slice(1))
      await actOnProposal(deps, id, { type: 'Agree', learnerId, at: closesAt + 2 * day })
    await actOnProposal(deps, id, { type: 'CloseWhenDue', at: closesAt + 6 * day })
  }
}

/** Simulates a round of this many people on the table, and returns the cost of each step for one of them. */
export async function measureStoredRound(people: number) {
  const begun = process.cpuUsage()
  const table = new MemoryTable({ streams: false })
  const deps = {
    ...commandsOn(table, closesAt + hour),
    ...groupsIn(table),
    barred: barredStore(table),
  }
  const costOf = async (step: string, work: () => Promise<unknown>): Promise<StepCost> => {
    const before: Billed = { ...table.billed }
    await work()
    const each = (unit: keyof Billed) => (table.billed[unit] - before[unit]) / people
    const usd = each('readUnits') * prices.readUnit.usd + each('writeUnits') * prices.writeUnit.usd
    return {
      step,
      requests: rounded(each('requests'), 2),
      readUnits: rounded(each('readUnits'), 2),
      writeUnits: rounded(each('writeUnits'), 2),
      usdPerThousand: rounded(1000 * usd, 4),
    }
  }
  const rules = { smallestPool: 30, journey: anyDay, now: closesAt + hour, from: 0 }
  const places = Array.from(
    { length: Math.ceil(people / 4) },
    (_, place) => `shiftworks.${round.id}.${place}`,
  )
  const joiners = strangers(people, 0.42)
  await storeFinishers(table, round.journeyId, joiners)
  const steps = [
    await costOf('joins', () => everybodyJoins(deps, joiners)),
    await costOf('is dealt', () => dealClosedRound(deps, round, rules)),
  ]
  const written = (await Promise.all(places.map(id => deps.proposals.find(id)))).filter(
    one => one !== undefined,
  )
  const ids = written.map(({ state }) => state.id)
  const answers = await costOf('is asked, answers and is introduced', () => everybodyAnswers(deps, ids))
  return { people, steps: [...steps, answers], processorSeconds: rounded(processorTime(begun) / 1000, 0) }
}
