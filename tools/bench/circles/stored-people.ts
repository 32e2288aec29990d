import type { CommandDeps } from '../../../shared/application/execute-command.ts'
import { journeyLibrary } from '../../../shared/application/journey-library.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import type { Learner } from '../../../shared/domain/learner.ts'
import { newLearner } from '../../../shared/domain/learner.ts'
import { weekdays } from '../../../shared/domain/preferences.ts'
import type { Sector } from '../../../shared/domain/sectors.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import { newRecord } from '../../../shared/store/learner-record.ts'
import { learnerStore } from '../../../shared/store/learners.ts'
import { mirrorStore } from '../../../shared/store/mirror.ts'
import type { Table } from '../../../shared/store/table.ts'
import { throwUnreadable } from '../../../shared/store/unreadable-row.ts'

const epoch = '00000001'

/** A journey that sends emails on every day. */
export const anyDay: Journey = {
  id: 'shiftworks',
  version: 1,
  title: 'ShiftWorks',
  zone: 'Europe/London',
  days: [...weekdays],
  hours: { from: 8, to: 20 },
  modules: [],
}

/** The dependencies of commands, at a fixed time. */
export function commandsOn(table: Table, now: Instant): CommandDeps {
  const clock = { now: () => now, until: async () => {} }
  const library = journeyLibrary(journeyStore(table), mirrorStore(table), clock, throwUnreadable)
  return { clock, learners: learnerStore(table), library }
}

/** A person who has finished a journey. */
export const aFinisher = (id: string, journeyId: string, sector: Sector): Learner => ({
  ...newLearner(id, epoch),
  status: 'active',
  sector,
  enrolments: {
    [journeyId]: {
      journeyId,
      epoch,
      phase: { is: 'completed' },
      emailed: ['one', 'two', 'three'],
      done: ['one', 'two', 'three'],
      emailCount: 3,
    },
  },
})

/** Stores people who have finished a journey. */
export async function storeFinishers(
  table: Pick<Table, 'get' | 'query' | 'write' | 'transact'>,
  journeyId: string,
  people: readonly { id: string; sector: Sector }[],
): Promise<void> {
  const store = learnerStore(table)
  for (const { id, sector } of people) {
    const after = aFinisher(id, journeyId, sector)
    const details = { email: `${id}@example.org`, addressHash: id }
    await store.save(newRecord(newLearner(id, epoch), details), { after, events: [], details })
  }
}
