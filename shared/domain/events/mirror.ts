import * as z from 'zod/mini'
import { ofQuestion, said } from '../mirror.ts'
import { Sector } from '../sectors.ts'
import { define, stateOnly } from './definition.ts'
import { mailedAt, ofModule } from './fields.ts'

/** Events of answers to the modules' questions. */
export const mirrorEvents = {
  /** Replaces the previous reply to the question. */
  QuestionAnswered: define(
    { ...ofModule, ...ofQuestion, ...said, sector: z.optional(Sector), ...mailedAt },
    { ...stateOnly, about: 'module' },
  ),
}
