import { ownEscapes } from '../../terminal/printable.ts'
import { duration, formatNumber } from './format.ts'
import type { Io } from './io.ts'

const width = 24

/** Puts the cursor at the beginning of its line (ECMA-48, CHA). */
const lineStart = ownEscapes('\u001b[G')

function bar(share: number): string {
  const full = Math.round(share * width)
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`
}

/** The progress of a long operation. */
export interface Progress {
  done: number
  /** The total; absent if unknown. */
  of?: number
  /** The unit of `done` and `of`, in the plural: `events`. */
  unit: string
  /** Items per second, and the remaining time in milliseconds. */
  perSecond?: number
  left?: number
}

/** Formats progress in one line. */
export function progressWords({ done, of, unit, perSecond, left }: Progress): string {
  const pace = perSecond === undefined ? '' : `, ${formatNumber(perSecond)} a second`
  const rest = left === undefined ? '' : `, ${duration(left)} to go`
  return `${formatNumber(done)}${of === undefined ? '' : ` of ${formatNumber(of)}`} ${unit}${pace}${rest}`
}

/**
 * A progress line that is overwritten in place; does nothing if the output is no terminal.
 * @returns functions to show progress and to end the line
 */
export function progressLine(io: Io): { show: (progress: Progress) => void; end: () => void } {
  let shown = ''
  return {
    show(progress) {
      if (!io.interactive) return
      const { done, of } = progress
      const share = of ? `${bar(Math.min(1, done / of))} ` : ''
      const line = `${share}${progressWords(progress)}`
      io.err(`${lineStart}${line.padEnd(shown.length)}`)
      shown = line
    },
    end() {
      if (shown !== '') io.err('\n')
      shown = ''
    },
  }
}
