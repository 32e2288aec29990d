import { isDeepStrictEqual } from 'node:util'
import type { Edit, ModuleEdit, QuestionEdit } from '../../../shared/content/edit.ts'
import type { Instant, ModuleId } from '../../../shared/domain/ids.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { outOfReach, type PeopleNow } from '../../../shared/domain/place.ts'
import { formatNumber } from '../../operator/command/format.ts'
import { londonTime } from '../../operator/command/london-time.ts'
import { countInWords, estimate, peopleInWords } from './estimate.ts'
import { type Detour, type Forecast, type ModuleForecast, nobody } from './forecast.ts'

/** A number of modules. */
export const modulesInWords = (count: number): string => (count === 1 ? '1 module' : `${count} modules`)

/** An edit, and its forecast for the people in the journey. */
export interface Foretold {
  before: Journey
  after: Journey
  people: PeopleNow
  edit: Edit
  /** Absent if the edit changes nothing that the engine knows. */
  forecast?: Forecast
  /** When it takes effect; at once if absent. */
  from?: Instant
}

/** Describes the effect of an edit on the people in a journey, in sentences for the learning team. */
export function editInWords(foretold: Foretold): string[] {
  const { people, edit, forecast, from } = foretold
  const modules = forecast ? edit.modules.flatMap(one => moduleInWords(one, forecast)) : []
  return [
    `${numberOf(people.underWay)} under way, ${people.paused} paused,${outOfReachInWords(people)} ${people.completed} finished.`,
    ...(haveOtherTimes(foretold) ? ['Its sending days, its hours or its time zone change.'] : []),
    ...(modules.length === 0 ? ['The modules, their order and their waits stay as they are.'] : []),
    ...(forecast && modules.length > 0 ? howCounted(forecast, from) : []),
    ...modules,
    ...edit.questions.map(questionInWords),
    ...(forecast ? forecast.detours.map(detour => detourInWords(detour, foretold, forecast)) : []),
  ]
}

const haveOtherTimes = ({ before, after }: Foretold): boolean =>
  !isDeepStrictEqual(timesOf(before), timesOf(after))

const timesOf = ({ zone, days, hours }: Journey) => ({ zone, days, hours })

const numberOf = (count: number): string => peopleInWords({ people: count, within: 0 })

/** The people whom no email reaches, if there are any. */
function outOfReachInWords(now: PeopleNow): string {
  const count = outOfReach(now)
  return count === 0 ? '' : ` ${count} whom no email reaches,`
}

function howCounted(forecast: Forecast, from: Instant | undefined): string[] {
  const counted =
    'Counted below: who is under way, and who is paused for when they go on. What they still get is gone through person by person, as if each did each module when it comes.'
  const { all, looked, beginning, unreadable } = forecast
  return [
    counted,
    ...(beginning > 0
      ? [
          `So ${beginning === 1 ? 'is' : 'are'} ${peopleInWords(estimate(beginning, forecast))} who confirmed and ${beginning === 1 ? 'has' : 'have'} not begun yet.`,
        ]
      : []),
    ...(from === undefined
      ? []
      : [
          `It is reckoned now, for ${londonTime(from)}: until then, too, as if each did each module when it comes. Who signs up until then is not counted.`,
        ]),
    ...(looked < all
      ? [
          `There are many, so ${formatNumber(looked)} of ${formatNumber(all)} were looked at, chosen by chance: 19 of 20 numbers are right within what stands behind them.`,
        ]
      : []),
    ...(unreadable > 0
      ? [`${numberOf(unreadable)} could not be read, and are left out: operator reconcile names them.`]
      : []),
  ]
}

/** Formats numbers of people among those who were examined. */
class Numbers {
  readonly #forecast: Forecast

  constructor(forecast: Forecast) {
    this.#forecast = forecast
  }

  people(count: number): string {
    return peopleInWords(estimate(count, this.#forecast))
  }

  /** Such as `310 people, to 120 of them next`. */
  andNext(count: number, next: number): string {
    const ofThem = next === 0 ? '' : `, to ${countInWords(estimate(next, this.#forecast))} of them next`
    return `${this.people(count)}${ofThem}`
  }

  /** Adds a sentence about people, if there are any. */
  say(count: number, words: (people: string) => string): string {
    return count === 0 ? '' : ` ${words(this.people(count))}`
  }
}

function moduleInWords(edit: ModuleEdit, forecast: Forecast): string[] {
  const { module, place, is } = edit
  const of = forecast.modules[module.id] ?? nobody
  const numbers = new Numbers(forecast)
  const name = `“${module.title}” (${module.id})`
  const comes = `It comes to ${numbers.andNext(of.toCome, of.next)}.`
  const changes = changesInWords(of, numbers)
  switch (is) {
    case 'gone':
      return [
        `${name} goes. It was still to come to ${numbers.andNext(of.wasToCome, of.wasNext)}.${readersInWords(of, numbers)}`,
      ]
    case 'added':
      return [
        `${name} comes in as number ${place}. ${comes}${numbers.say(of.had - of.again, who => `${who} had it already.`)}`,
      ]
    case 'renamed':
      return [renamedInWords(edit, of, numbers)]
    case 'moved':
      return [`${name} moves to number ${place}. ${comes}${changes}`]
    case 'retimed':
      return [`${name} keeps its place, but its waits or its audience change. ${comes}${changes}`]
    case 'kept':
      return changes === '' ? [] : [`${name} stays.${changes}`]
  }
}

const changesInWords = ({ lost, gained, sooner, later }: ModuleForecast, numbers: Numbers): string =>
  [
    numbers.say(lost, who => `It was to come to ${who} to whom it comes no more.`),
    numbers.say(gained, who => `It comes to ${who} to whom it was not to come.`),
    numbers.say(sooner, who => `To ${who} it comes sooner.`),
    numbers.say(later, who => `To ${who} it comes later.`),
  ].join('')

/** For a removed module whose emails have been sent. */
const readersInWords = ({ reading }: ModuleForecast, numbers: Numbers): string =>
  numbers.say(
    reading,
    who =>
      `${who} may be reading it: its page now tells them that it has gone, and the next module follows in place of a reminder.`,
  )

function renamedInWords(
  { module, was }: Extract<ModuleEdit, { is: 'renamed' }>,
  { again, toCome, next }: ModuleForecast,
  numbers: Numbers,
): string {
  const twice = numbers.say(again, who => `To ${who} it comes a second time.`)
  return `“${module.title}” is called ${module.id} now, and was ${was}: by its id, that is another module. It comes to ${numbers.andNext(toCome, next)}.${twice} If it is to stay the same one, publish with --keep-ids, or write “id: ${was}” again.`
}

function questionInWords({ is, module: { id, title, question } }: QuestionEdit): string {
  const name = `“${title}” (${id})`
  switch (is) {
    case 'added':
      return `${name} asks a question now: “${question?.text}”`
    case 'gone':
      return `${name} asks its question no longer.`
    case 'changed':
      return `${name} asks another question now, which begins anew: “${question?.text}” Only answers to exactly these words and options count for it.`
  }
}

function detourInWords(
  { people: count, was, becomes }: Detour,
  { before, after }: Foretold,
  forecast: Forecast,
): string {
  const title = ({ modules }: Journey, id: ModuleId) => `“${modules.find(one => one.id === id)?.title ?? id}”`
  const who = peopleInWords(estimate(count, forecast))
  const instead = was === undefined ? 'instead of finishing' : `instead of ${title(before, was)}`
  return becomes === undefined
    ? `${who} will have finished, ${instead}.`
    : `${who} will get ${title(after, becomes)} next, ${instead}.`
}
