import { closeAtOnce } from '../../shared/application/close-mirror.ts'
import { day } from '../../shared/domain/duration.ts'
import type { Said } from '../../shared/domain/mirror.ts'
import type { Snapshot } from '../../shared/domain/mirror-snapshot.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { aQuestion } from './small-journey.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const question = aQuestion()

/** A world whose first module asks, with people who answer and guess. */
export class Asking extends World {
  static async begin(): Promise<Asking> {
    const world = new Asking(monday)
    const modules = [sampleModule('one', { after: { days: 0 }, question }), sampleModule('two')]
    await world.publish(sampleJourney('sample', modules))
    return world
  }
  get closing() {
    return {
      clock: this.clock,
      library: this.deps.library,
      mirror: mirrorStore(this.table),
      table: this.table,
    }
  }
  async says(email: string, said: Partial<Said>): Promise<void> {
    const { learner } = await this.person(email)
    await this.execute(email, {
      type: 'CompleteModule',
      journeyId: 'sample',
      moduleId: 'one',
      epoch: learner.epoch,
      via: 'page',
      reply: { said: { question: question.version, ...said }, isTruthKnown: false },
    })
  }
  /** So many people of a sector, who all say the same. */
  async people(sector: Sector, many: number, said: Partial<Said>): Promise<string[]> {
    const emails = Array.from(
      { length: many },
      (_, i) => `${sector}-${said.answer}-${this.table.rows.size}-${i}@example.org`,
    )
    for (const email of emails) {
      await this.learner(email, { sector })
      await this.says(email, said)
    }
    return emails
  }
  async close(): Promise<Snapshot> {
    await closeAtOnce(this.closing, undefined, () => {})
    return this.shown()
  }
  async shown(): Promise<Snapshot> {
    const snapshot = (await mirrorStore(this.table).shown(throwUnreadable)).get('sample')?.snapshot
    if (!snapshot) throw new Error('Nothing is shown.')
    return snapshot
  }
  async passes(days: number): Promise<void> {
    this.clock.setTo(this.clock.now() + days * day)
  }
}
