import { counted } from '../command/format.ts'
import { columns } from '../command/lines.ts'
import type { Style } from '../command/style.ts'
import { mask } from './mask.ts'
import type { CauseGroup } from './opened.ts'
import type { DeadLetterCount } from './queues.ts'
import type { Redriven } from './redrive.ts'

/** A queue in the list, with the causes of the letters that were read. */
export interface ListedQueue extends DeadLetterCount {
  causes: readonly { code: string; cause: string; letters: number }[]
}

/** The queues that are not empty. */
export function listLines(queues: readonly ListedQueue[], style: Style): string[] {
  const waiting = queues.filter(queue => queue.waiting > 0)
  if (waiting.length === 0) return [style.good('No dead letters.')]
  return waiting.flatMap(({ name, waiting: letters, outOfSight, causes }) => [
    style.heading(`${name}: ${counted(letters, 'letter')}`),
    ...columns(
      causes.map(({ code, cause, letters: count }) => [`  ${code}`, counted(count, 'letter'), cause]),
      style.width,
    ),
    ...(outOfSight > 0
      ? [
          `  ${counted(outOfSight, 'letter')} out of sight: looked at now, or by a command that was cut off. They come back within a quarter of an hour.`,
        ]
      : []),
  ])
}

/** How each kind of letter is processed again. */
export const ways = {
  invoke: 'A redrive starts the function with it again.',
  'send-back': 'A redrive puts it back into the queue that the function reads.',
  none: 'It cannot be redriven.',
} as const

/** A group of letters with the first of them whole. */
export interface ShownGroup {
  code: string
  cause: string
  letters: number
  oldest: number
  way: keyof typeof ways
  example: unknown
}

/** @param unmask true to show personal data */
export function shownGroup({ code, cause, letters, oldest }: CauseGroup, unmask: boolean): ShownGroup {
  const [first] = letters
  const example = unmask ? first?.payload : mask(first?.payload)
  return { code, cause, letters: letters.length, oldest, way: first?.way.is ?? 'none', example }
}

/** @param next the command that processes the letters of a cause again */
export function groupLines(
  groups: readonly ShownGroup[],
  style: Style,
  next: (code: string) => string,
): string[] {
  if (groups.length === 0) return [style.good('No dead letters.')]
  return groups.flatMap(({ code, cause, letters, oldest, way, example }) => [
    style.heading(`${code}  ${counted(letters, 'letter')}, the oldest of ${style.time(oldest)}`),
    `  ${cause}`,
    `  ${ways[way]}`,
    ...JSON.stringify(example, null, 2)
      .split('\n')
      .map(line => style.faint(`  ${line}`)),
    ...(way === 'none' ? [] : [`  Mend the cause, then: ${next(code)}`]),
  ])
}

/** The result of a redrive, for a terminal. */
export function redrivenLines({ name, redriven, left }: Redriven): string[] {
  return [
    `${counted(redriven, 'letter')} of ${name} got another chance. What fails again comes back within minutes.`,
    ...left.map(({ why, letters }) => `${counted(letters, 'letter')} stayed: ${why}.`),
  ]
}
