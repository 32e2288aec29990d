import * as z from 'zod'
import { JourneyId, ModuleId } from '../domain/ids.ts'
import type { Wait } from '../domain/journey.ts'
import {
  hours,
  language,
  riskWord,
  sector,
  sender,
  timeZone,
  waitText,
  weekday,
  wholeNumber,
  words,
} from './field-types.ts'
import { hoursOf, parseWait, twice, waitExamples } from './wait.ts'

/** The front matter of `journey.md`. */
export const JourneySettings = z.strictObject({
  title: words(60),
  end: words(600).optional(),
  sender,
  'risk-words': z.array(riskWord).max(200, 'may hold 200 at most').optional(),
  'speaking-up': words(300).optional(),
  'reply-to': z.email('must be an email address').optional(),
  language,
  'time-zone': timeZone,
  'sending-days': z.array(weekday).min(1, 'must name at least one day').optional(),
  'sending-hours': hours,
  modules: z.array(ModuleId).min(1, 'must name at least one module').max(100, 'may name 100 modules at most'),
})
export type JourneySettings = z.infer<typeof JourneySettings>

const remind = z
  .array(waitText)
  .max(5, 'may hold 5 reminders at most: more would be nagging')
  .superRefine((texts, context) => {
    const waits = texts.map(text => hoursOf(parseWait(text) ?? { days: 0 }))
    const wrong = waits.findIndex((wait, index) => wait <= (waits[index - 1] ?? 0))
    if (wrong >= 0 && texts.every(text => parseWait(text)))
      context.addIssue({
        code: 'custom',
        path: [wrong],
        message: `must rise: "${texts[wrong]}" is not later than what comes before it (each wait counts from the email itself)`,
      })
  })

const andThen = z.string().superRefine((text, context) => {
  if (!/^(wait|pause)$/.test(text) && !parseWait(/^pause after (.+)$/.exec(text)?.[1] ?? ''))
    context.addIssue(
      `"${text}" cannot be read; write "wait", "pause" or "pause after" and a wait: ${waitExamples}`,
    )
})

const reminders = {
  remind: remind.default([]),
  // biome-ignore lint/suspicious/noThenProperty: authors read it as a sentence, "remind, then pause"; nobody awaits it.
  then: andThen.default('wait'),
}
const Reminders = z.object(reminders)
const areReadable = ({ value }: { value: unknown }) => Reminders.safeParse(value).success

/** The front matter of a module's file. */
export const ModuleSettings = z
  .strictObject({
    id: ModuleId,
    title: words(50),
    subject: words(60),
    preheader: words(120),
    minutes: wholeNumber.pipe(z.int().min(1, 'must be at least 1').max(120, 'must be 120 at most')),
    after: waitText,
    ...reminders,
    reflection: words(400),
    'in-short': words(900).optional(),
    ask: words(160).optional(),
    choose: z
      .array(words(60))
      .min(2, 'must hold at least two options')
      .max(5, 'may hold 5 options at most: more are hard to take in on a phone')
      .optional(),
    guess: words(60).optional(),
    onlyFor: z.array(sector).min(1, 'must name a sector, or be left out').optional(),
    notFor: z.array(sector).min(1, 'must name a sector, or be left out').optional(),
  })
  .refine(({ remind, then }) => then !== 'pause' || remind.length > 0, {
    path: ['then'],
    when: areReadable,
    error: 'is "pause", but there is no reminder to count from; write "pause after" and a wait',
  })
  .refine(({ remind, then }) => !then.startsWith('pause after') || comesLast(remind, then), {
    path: ['then'],
    when: areReadable,
    error: 'must pause later than the last reminder (each wait counts from the email itself)',
  })
export type ModuleSettings = z.infer<typeof ModuleSettings>

/** Why the name of a journey's folder cannot be an id; undefined if it can. */
export const folderNameProblem = (id: string): string | undefined =>
  JourneyId.safeParse(id).error?.issues[0]?.message

/**
 * The silence after which the journey pauses. `pause` alone means: as long after the last reminder as that reminder's
 * own wait.
 * @returns undefined if it never pauses or the waits cannot be read.
 */
export function pauseAfter(settings: Pick<ModuleSettings, 'remind' | 'then'>): Wait | undefined {
  if (settings.then === 'wait') return undefined
  const last = parseWait(settings.remind.at(-1) ?? '')
  if (settings.then === 'pause') return last && twice(last)
  return parseWait(settings.then.replace(/^pause after /, ''))
}

function comesLast(remind: readonly string[], then: string): boolean {
  const pause = parseWait(then.replace(/^pause after /, '')) ?? { days: 0 }
  return hoursOf(pause) > hoursOf(parseWait(remind.at(-1) ?? '') ?? { days: 0 })
}
