import { handleReceived } from '../../shared/application/delivery/received.ts'
import { type Executed, executeCommand, type Intent } from '../../shared/application/execute-command.ts'
import { receive, type SignUp } from '../../shared/application/sign-up.ts'
import { EmailAddress, normaliseAddress } from '../../shared/contracts/email-address.ts'
import { minute } from '../../shared/domain/duration.ts'
import { invitationStore } from '../../shared/store/invitations.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { limitStore } from '../../shared/store/limits.ts'
import { sentPageStore } from '../../shared/store/sent-pages.ts'
import { confirmation } from './confirmation.ts'
import type { MemoryTable, SimulatedTable } from './memory-table.ts'
import { sampleJourney } from './sample-journey.ts'
import { SimulatedSystem } from './system.ts'
import { VirtualClock } from './virtual-clock.ts'
/** The system in memory, with people who use it. */
export class World<T extends SimulatedTable = MemoryTable> extends SimulatedSystem<T> {
  /** A copy of a world that continues independently, on its own table. */
  static async copy<U extends SimulatedTable>(
    of: World,
    table: U,
    clock = new VirtualClock(of.clock.now()),
  ): Promise<World<U>> {
    const copy = new World(clock, table, 1_000_000)
    await table.load(of.table.rows.values())
    copy.shard = `${of.shard}-of-copy`
    copy.timesTold = of.timesTold
    copy.ses.delivered.push(...of.ses.delivered)
    copy.ses.allowance = of.ses.allowance
    return copy
  }

  async publish(journey = sampleJourney()): Promise<void> {
    await journeyStore(this.table).publish(journey, this.clock.now())
    this.clock.setTo(this.clock.now() + minute)
  }

  /**
   * Sends the sign-up form, without handling the sign-up.
   * @param id the id of the sign-up
   */
  async sendForm(email: string, change: Partial<SignUp> = {}, id = this.random.learnerId()): Promise<string> {
    const deps = {
      ...this.deps,
      random: { ...this.random, learnerId: () => id },
      addresses: this.addresses,
      limits: limitStore(this.table),
      table: this.table,
      sentPages: sentPageStore(this.table),
      invitations: invitationStore(this.table),
      networkBudget: 1_000_000,
    }
    return receive(deps, {
      email: EmailAddress.parse(email),
      preferences: { pace: 'as-written' },
      journeyId: 'sample',
      consent: { wording: '1', mechanism: 'page' },
      network: '192.0.2.1',
      ...change,
    })
  }

  /** Sends the sign-up form and handles the sign-up; its account email is due afterwards. */
  async signUp(email: string, change: Partial<SignUp> = {}): Promise<string> {
    const id = this.random.learnerId()
    const outcome = await this.sendForm(email, change, id)
    await handleReceived(this.deps, id)
    return outcome
  }

  async find(email: string): Promise<LearnerRecord | undefined> {
    const id = await this.deps.learners.idOf(this.addresses.ofEmail(normaliseAddress(email)))
    return id === undefined ? undefined : this.deps.learners.find(id)
  }

  /**
   * Returns the person.
   * @throws if there is none
   */
  async person(email: string): Promise<LearnerRecord> {
    const record = await this.find(email)
    if (!record) throw new Error(`Nobody by ${email}.`)
    return record
  }

  /** Executes a command of a person. */
  async execute(email: string, intent: Intent): Promise<Executed> {
    const { learner } = await this.person(email)
    return executeCommand(this.deps, learner.id, intent)
  }

  /** Presses the button in the newest confirmation, or in that of the given sign-up. */
  async confirm(email: string, request?: number): Promise<Executed> {
    const { learner } = await this.person(email)
    return executeCommand(this.deps, learner.id, confirmation(learner, request))
  }

  /** Presses "I've done this module". */
  async done(email: string, moduleId: string, journeyId = 'sample'): Promise<Executed> {
    const { learner } = await this.person(email)
    const { epoch } = learner
    return executeCommand(this.deps, learner.id, {
      type: 'CompleteModule',
      journeyId,
      moduleId,
      epoch,
      via: 'page',
    })
  }

  /** Returns a person who has signed up, confirmed, and been sent the first module. */
  async learner(email: string, change: Partial<SignUp> = {}): Promise<LearnerRecord> {
    await this.signUp(email, change)
    await this.settle()
    await this.confirm(email)
    await this.settle()
    return this.person(email)
  }

  /** The emails delivered to an address, oldest first. */
  inbox(email: string) {
    return this.ses.delivered.filter(one => one.to === email)
  }
}
