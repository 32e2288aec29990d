import * as z from 'zod/mini'
import { ofQuestion, said } from '../mirror.ts'
import { Sector } from '../sectors.ts'
import { define, stateOnly } from './definition.ts'
import { mailedAt, ofModule } from './fields.ts'

/** What people say to the questions of modules. */
export const mirrorEvents = {
  /** Replaces the previous reply to the question. */
  QuestionAnswered: define(
    { ...ofModule, ...ofQuestion, ...said, sector: z.optional(Sector), ...mailedAt },
    { ...stateOnly, about: 'module' },
  ),
}
