import type { Instant } from '../../../shared/domain/ids.ts'

/** The secret with the keys that sign links. */
export interface LinkKeys {
  /** Its text, and when it was last changed, where AWS says so. */
  read(): Promise<{ text: string; changedAt?: Instant }>
  replace(text: string): Promise<void>
  /** A new random key. */
  generate(): string
}
