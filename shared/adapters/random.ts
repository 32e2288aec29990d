import { randomBytes } from 'node:crypto'
import type { Epoch, LearnerId } from '../domain/ids.ts'

/** Random ids. Nothing else in the service makes any. */
export interface Random {
  learnerId(): LearnerId
  epoch(): Epoch
  /** For a page that everybody with its address may see. */
  pageId(): string
  /** For an invitation link. */
  invitationId(): string
  /** A random name for a worker. */
  worker(): string
}

const alphabet = '0123456789abcdefghijklmnopqrstuv'

/** Without characters that are easily confused on paper. */
const alphabetOnPaper = '23456789abcdefghijkmnpqrstuvwxyz'

/** Five bits for each letter, so that all letters are equally likely. */
const letters = (count: number, of = alphabet): string =>
  [...randomBytes(count)].map(byte => of.charAt(byte & 31)).join('')

/**
 * The system's randomness, in bits: 120 for the id of a person or a page, 80 for an invitation, 40 for an epoch or a
 * worker.
 */
export const systemRandom: Random = {
  learnerId: () => letters(24),
  epoch: () => letters(8),
  pageId: () => letters(24),
  invitationId: () => letters(16, alphabetOnPaper),
  worker: () => letters(8),
}

/** From 0 up to but not including 1. Predictable, so only for jitter. */
export const fraction = (): number => Math.random()
