/** The log for operators: what happened, with random ids; never an address, a name or a link. */
export interface Log {
  info(message: string, about?: Readonly<Record<string, unknown>>): void
  warn(message: string, about?: Readonly<Record<string, unknown>>): void
  error(message: string, about?: Readonly<Record<string, unknown>>): void
}
