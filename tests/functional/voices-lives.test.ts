import { expect, it } from 'vitest'
import { second } from '../../shared/domain/duration.ts'
import { sectorsOfPeople } from '../support/people-who-share.ts'
import { VoicesLife } from '../support/voices-life.ts'
import type { Shared, Shown } from '../support/what-was-shown.ts'

/** Functions ask every ten seconds which voices are current; until then they show what they know. */
const noticedWithin = 15 * second

const isOnShelf = ({ onShelf }: Shared, at: number): boolean =>
  onShelf.some(({ from, until = Number.POSITIVE_INFINITY }) => from <= at && at <= until + noticedWithin)

/** Whether it stood there, without a break, for as long as anybody could have overlooked it. */
const stoodThere = ({ onShelf }: Shared, at: number): boolean =>
  onShelf.some(({ from, until = Number.POSITIVE_INFINITY }) => from <= at - noticedWithin && at < until)

/** What is wrong with what somebody was shown. */
function wrongWith(shared: ReadonlyMap<string, Shared>, { reader, at, module, words }: Shown): string[] {
  const sectorOf = (email: string) => [...shared.values()].find(({ writer }) => writer === email)?.sector
  return words.flatMap(excerpt => {
    const voice = shared.get(excerpt)
    if (!voice) return [`${excerpt} was never written`]
    const others = [...shared.values()].filter(
      one =>
        one.module === module && one.writer !== reader && one.sector !== voice.sector && stoodThere(one, at),
    )
    const isOfOwnSector = voice.sector !== undefined && voice.sector === sectorOf(reader)
    return [
      ...(isOnShelf(voice, at) ? [] : [`${excerpt} was not approved, or was taken back`]),
      ...(voice.writer === reader ? [`${excerpt} is their own`] : []),
      ...(voice.module === module ? [] : [`${excerpt} is of ${voice.module} and not of ${module}`]),
      ...(isOfOwnSector && others.length >= 2 ? [`${excerpt} is of their own sector`] : []),
    ]
  })
}

/** Voices that somebody was given for more than one module. */
function givenTwice(shown: readonly Shown[]): string[] {
  const given = new Map<string, Set<string>>()
  for (const { reader, module, words } of shown)
    for (const excerpt of words) {
      const key = `${reader} ${excerpt}`
      given.set(key, (given.get(key) ?? new Set()).add(module))
    }
  return [...given].flatMap(([key, of]) => (of.size > 1 ? [key] : []))
}

/** `RUNS=10000 npx vitest run …` lives many more of them. */
const seeds = Number(process.env['RUNS'] ?? 200)

it(`in ${seeds} lives nobody is shown or emailed a voice that they may not see, and counts equal a recount`, async () => {
  const seen = { page: 0, email: 0, answers: 0 }
  for (let seed = 1; seed <= seeds; seed += 1) {
    const life = await VoicesLife.from(seed)
    await life.live(45)
    const wrong = life.shown.flatMap(one =>
      wrongWith(life.shared, one).map(what => `${one.where} at ${one.at}: ${what}`),
    )
    const { leaked, unwanted } = life
    const [happened, said] = await life.counts()
    const { figures, answers } = { ...happened, ...said }
    expect({ seed, wrong, leaked, unwanted, twice: givenTwice(life.shown), figures, answers }).toEqual({
      seed,
      wrong: [],
      leaked: [],
      unwanted: [],
      twice: [],
      figures: happened.recount,
      answers: said.recount,
    })
    // However often the archive tells that somebody signed up, their journey begins once.
    expect({ seed, begun: figures['event.JourneyStarted'] }).toEqual({ seed, begun: sectorsOfPeople.length })
    seen.answers += Object.keys(answers).length
    for (const { where, words } of life.shown) seen[where] += words.length
  }
  expect(seen.page).toBeGreaterThan(seeds)
  expect(seen.email).toBeGreaterThan(seeds)
  expect(seen.answers).toBeGreaterThan(seeds)
}, 3_600_000)
