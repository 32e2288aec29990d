import { marksBy } from '../../shared/application/reflections/marks.ts'
import { report, thank } from '../../shared/application/reflections/readers.ts'
import {
  agreeToRedaction,
  type ShareDeps,
  shareExcerpt,
  withdrawExcerpt,
} from '../../shared/application/reflections/share.ts'
import { storeFirstText } from '../../shared/application/reflections/write.ts'
import type { MirrorForm } from '../../shared/domain/commands.ts'
import type { Learner } from '../../shared/domain/learner.ts'
import { sectorAskedAbout, shownCell, tenthsOf } from '../../shared/domain/mirror-snapshot.ts'
import type { Question } from '../../shared/domain/question.ts'
import { voiceOf, wordingVersion } from '../../shared/domain/reflections/reflection.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import { tryAnswers } from '../../shared/domain/try-answers.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'
import type { World } from '../simulation/world.ts'
import type { Draw, Person } from './people.ts'
import { writtenBy } from './writing.ts'

/** A module with its questions. */
export interface Asked {
  journeyId: string
  moduleId: string
  question: Question | undefined
  /** The version of the open question's wording. */
  wording: string
}

/** The modules of a journey's published version. */
export async function askedIn(world: World, journeyId: string): Promise<Asked[]> {
  const head = await world.deps.library.head(journeyId)
  const modules = head?.journey.modules ?? []
  return Promise.all(
    modules.map(async ({ id: moduleId, question }) => {
      const page = await world.deps.library.page(journeyId, moduleId)
      return { journeyId, moduleId, question, wording: wordingVersion(page?.reflection ?? '') }
    }),
  )
}

/** What people do with a module: answer, guess, write, share, thank and report. */
export class Learning {
  readonly #world: World
  readonly #draw: Draw

  constructor(world: World, draw: Draw) {
    this.#world = world
    this.#draw = draw
  }

  /** Makes somebody do a module, with some of the optional actions. */
  async does(person: Person, asked: Asked): Promise<void> {
    const { learner } = await this.#world.person(person.email)
    const { journeyId, moduleId } = asked
    const text = this.#draws(0.25, 'writes', person, asked)
      ? writtenBy(this.#draw, person.email, moduleId)
      : undefined
    const about = { learnerId: learner.id, ...asked, epoch: learner.epoch }
    if (text) await storeFirstText(this.#sharing(), { ...about, text, isSure: true })
    await this.#world.execute(person.email, {
      ...{ type: 'CompleteModule', journeyId, moduleId, epoch: learner.epoch, via: 'page' },
      ...(await this.#replies(person, learner, asked)),
    })
    if (text && this.#draws(0.6, 'shares', person, asked)) await this.#shares(person, learner, asked, text)
    await this.#tells(person, learner, asked)
    await this.#looks(person, learner, asked)
    await this.#agrees(learner)
  }

  /** Withdraws what somebody shared of a module, if anything. */
  async takesBack(person: Person, { journeyId, moduleId }: Asked): Promise<void> {
    const learnerId = (await this.#world.find(person.email))?.learner.id
    if (learnerId) await withdrawExcerpt(this.#sharing(), { learnerId, journeyId, moduleId })
  }

  #draws(share: number, what: string, { email }: Person, { moduleId }: Asked): boolean {
    return this.#draw(what, email, moduleId) < share
  }

  #sharing(): ShareDeps {
    const { deps } = this.#world
    return { ...deps, bars: async () => ({}), findMarks: marksBy(deps.library) }
  }

  async #replies(
    person: Person,
    learner: Learner,
    { journeyId, moduleId, question }: Asked,
  ): Promise<{ reply?: MirrorForm }> {
    if (!question || this.#draw('replies', person.email, moduleId) > 0.9) return {}
    const snapshot = await this.#world.deps.library.snapshot(journeyId)
    const replies = learner.enrolments[journeyId]?.replies ?? {}
    const met = Object.values(replies).flatMap(({ about }) => about ?? [])
    const { id: learnerId, sector: own } = learner
    const about = sectorAskedAbout(snapshot, { learnerId, moduleId, question: question.version, own, met })
    const cell = snapshot && shownCell(snapshot, moduleId, question.version, about)
    const guess = this.#guess(person, moduleId, met, cell && tenthsOf(cell, question.guess))
    const answer = this.#answer(person, moduleId, question)
    const said = { question: question.version, answer, ...(about && { about, guess }) }
    return { reply: { said, isTruthKnown: cell !== undefined } }
  }

  /** Each sector has its own tendency to answer, and so has each of its people. */
  #answer({ email, sector = 'something-else' }: Person, moduleId: string, { options }: Question): number {
    const lean = this.#draw('lean', sector, moduleId)
    const own = this.#draw('answer', email, moduleId)
    return Math.min(options.length - 1, Math.floor((own * 0.6 + lean * 0.4) * options.length))
  }

  /** The more sectors a person has guessed about, the better their guess. */
  #guess({ email }: Person, moduleId: string, met: readonly Sector[], truth = 5): number {
    const nearness = 0.2 + 0.09 * met.length
    return Math.round(nearness * truth + (1 - nearness) * 10 * this.#draw('guess', email, moduleId))
  }

  async #shares(person: Person, learner: Learner, asked: Asked, excerpt: string): Promise<void> {
    const ref = { learnerId: learner.id, journeyId: asked.journeyId, moduleId: asked.moduleId }
    const { epoch, sector } = learner
    const isPublic = this.#draws(0.4, 'public', person, asked)
    await shareExcerpt(this.#sharing(), ref, { epoch, excerpt, sector, isSure: true, isPublic })
  }

  async #tells(person: Person, { epoch }: Learner, asked: Asked): Promise<void> {
    const drawn = this.#draw('tried', person.email, asked.moduleId)
    const answer = drawn < 0.4 ? 'yes' : tryAnswers[Math.floor((drawn - 0.4) * 6)]
    if (!answer) return
    const { journeyId, moduleId } = asked
    await this.#world.execute(person.email, { type: 'RecordTried', journeyId, moduleId, epoch, answer })
  }

  /** Reads a voice, and perhaps thanks for it or reports it. */
  async #looks(person: Person, learner: Learner, asked: Asked): Promise<void> {
    const shelf = await this.#world.deps.shelfLibrary.shelf(asked)
    const others = shelf.filter(({ by, sector }) => by !== learner.id && sector !== learner.sector)
    const drawn = this.#draw('voice', person.email, asked.moduleId)
    const voice = others[Math.floor(drawn ** 2 * others.length)]
    if (!voice) return
    if (this.#draws(0.3, 'thanks', person, asked)) await thank(this.#world.deps, voice.id, learner.id)
    if (this.#draws(0.006, 'reports', person, asked))
      await report(
        { ...this.#sharing(), onUnreadable: throwUnreadable },
        { ...asked, id: voice.id, learnerId: voice.by },
        learner.id,
        'identifies-somebody',
      )
  }

  /** Reads what a moderator proposed for an earlier text, and usually accepts it. */
  async #agrees({ id }: Learner): Promise<void> {
    for (const { reflection } of await this.#world.deps.reflections.all(id)) {
      const voice = voiceOf(reflection)
      const isProposed = reflection.sharing.is === 'redaction-proposed'
      if (voice && isProposed && this.#draw('agrees', voice) < 0.7)
        await agreeToRedaction(this.#world.deps, reflection)
    }
  }
}
