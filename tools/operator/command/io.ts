import { terminalText } from '../../terminal/printable.ts'

/** The terminal that a command speaks with, so that tests can be one. */
export interface Io {
  /** Results, to standard output. */
  out(text: string): void
  /** Questions, progress and problems, to standard error, so that results can be piped. */
  err(text: string): void
  /** Whether colours reach somebody who sees them. */
  colours: boolean
  /** How many columns a line may take. */
  width: number
  /** The operator's time zone, as an IANA name. */
  zone: string
  /** Whether somebody is there to see progress and to answer. */
  interactive: boolean
  /** Asks for a yes. Called only where `interactive`. */
  ask(question: string): Promise<boolean>
  /** Calls back when somebody presses Ctrl-C, until the answer is called. */
  onInterrupt(stop: () => void): () => void
  /** Whether results can be written over, because they stand on a screen. */
  isScreen: boolean
  /** Calls back once nobody reads the results any more. */
  onUnread(stop: () => void): void
  /** Resolves after so many milliseconds, or as soon as the signal says so. */
  rest(milliseconds: number, until: AbortSignal): Promise<void>
}

/** The same terminal, which nothing from outside can drive: whatever a command says goes through here. */
export const guarded = (io: Io): Io => ({
  colours: io.colours,
  width: io.width,
  zone: io.zone,
  interactive: io.interactive,
  out: text => io.out(terminalText(text)),
  err: text => io.err(terminalText(text)),
  ask: question => io.ask(terminalText(question)),
  onInterrupt: stop => io.onInterrupt(stop),
  isScreen: io.isScreen,
  onUnread: stop => io.onUnread(stop),
  rest: (milliseconds, until) => io.rest(milliseconds, until),
})
