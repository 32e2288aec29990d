import { terminalText } from '../../terminal/printable.ts'

/** The terminal of a command; tests replace it. */
export interface Io {
  /** Results, to standard output. */
  out(text: string): void
  /** Questions, progress and problems, to standard error, so that results can be piped. */
  err(text: string): void
  /** Whether colours are visible. */
  colours: boolean
  /** The width of a line, in columns. */
  width: number
  /** The operator's time zone, as an IANA name. */
  zone: string
  /** Whether a person can see progress and answer. */
  interactive: boolean
  /** Asks for confirmation. Called only if `interactive`. */
  ask(question: string): Promise<boolean>
  /**
   * Calls back at Ctrl-C.
   * @returns a function that ends this.
   */
  onInterrupt(stop: () => void): () => void
  /** Whether results can be overwritten because they are on a screen. */
  isScreen: boolean
  /** Calls back once the results are no longer read. */
  onUnread(stop: () => void): void
  /** Waits for a number of milliseconds, or until the signal is aborted. */
  rest(milliseconds: number, until: AbortSignal): Promise<void>
}

/** The same terminal, protected from control characters: all output passes through here. */
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
