import { columns } from '../command/lines.ts'
import { type Style, timeIn } from '../command/style.ts'
import { type Next, nextLeavesOut } from './next.ts'
import type { Story } from './story.ts'

/** What comes next, in one line. */
export function nextWords({ at, words, because }: Next, time: (at: number) => string): string {
  const when = at === undefined ? '' : `${time(at)}: `
  return `${when}${words}${because.length > 0 ? ` (${because.join('; ')})` : ''}`
}

/** Whether a step of what comes next has a time. */
export const hasMoment = ({ journeys, next }: Story): boolean =>
  [...journeys.map(one => one.next), ...next].some(({ at }) => at !== undefined)

/**
 * A person's story for the terminal: their state first, then their history, oldest first.
 * @param amiss lines between the two
 */
export function storyLines(story: Story, style: Style, amiss: readonly string[] = []): string[] {
  const time = timeIn(story.zone)
  const inSeveral = story.journeys.length > 1
  const journeys = story.journeys.flatMap(({ title, where, done, next }) => [
    style.heading(title),
    `  ${where} ${done} done.`,
    `  Next: ${nextWords(next, time)}`,
  ])
  const status = [
    ...journeys,
    ...story.next.map(next => `Next: ${nextWords(next, time)}`),
    ...(hasMoment(story) ? [nextLeavesOut] : []),
  ]
  const history = story.history.map(({ at, words, journeyId }) => [
    time(at),
    inSeveral && journeyId ? `${journeyId}: ${words}` : words,
  ])
  return [
    style.heading(`${story.email}${story.firstName ? ` (${story.firstName})` : ''}, ${story.id}`),
    story.status,
    `Consent: ${story.consent}.`,
    `Emails: ${story.likes}.`,
    '',
    ...status,
    ...(status.length > 0 ? [''] : []),
    ...amiss,
    style.heading(`What happened (times of ${story.zone})`),
    ...columns(history, style.width),
  ]
}
