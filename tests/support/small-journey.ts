import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../shared/domain/ids.ts'
import type { Journey, Module } from '../../shared/domain/journey.ts'
import { weekdays } from '../../shared/domain/preferences.ts'
import { type Question, questionVersion } from '../../shared/domain/question.ts'

const london = 'Europe/London'

/** A wall-clock time as a moment: `on('2026-11-23 09:00')`. */
export const on = (local: string, zone = london): Instant =>
  Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime(zone).epochMilliseconds

/** A moment as people there read it off the clock. */
export const clockTime = (at: Instant, zone = london): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')

/** A question with two options; others are asked about the first. */
export function aQuestion(text = 'When did somebody from another service last ask what you see?'): Question {
  const question = { text, options: ['this week', 'longer ago'], guess: 0 }
  return { ...question, version: questionVersion(question) }
}

export const aModule = (id: string, change: Partial<Module> = {}): Module => ({
  id,
  title: id,
  after: { days: 2 },
  remind: [{ days: 3 }, { days: 7 }],
  pauseAfter: { days: 14 },
  ...change,
})

/** Sends every day from 8 to 20; its first module comes at once, the others two days after the one before was done. */
export const aJourney = (
  modules: readonly (string | Module)[] = ['one', 'two', 'three'],
  change: Partial<Journey> = {},
): Journey => ({
  id: 'small-things',
  version: 1,
  title: 'Small things',
  zone: london,
  days: [...weekdays],
  hours: { from: 8, to: 20 },
  modules: modules.map((module, place) =>
    typeof module === 'string' ? aModule(module, place === 0 ? { after: { days: 0 } } : {}) : module,
  ),
  ...change,
})
