import * as z from 'zod/mini'
import { JourneyId, ModuleId } from '../ids.ts'
import { Preferences } from '../preferences.ts'
import { Sector } from '../sectors.ts'
import { define, foldedInRuns, foldedWhenLong, internal, kept, type Occasions, onBus } from './definition.ts'
import { instant, mailedAt } from './fields.ts'

/** Events about the person that people cause and that are not published. */
const ofPerson = { ...internal, about: 'person' } as const

/** Changes that a person, or an operator for them, makes to their participation. */
export const accountEvents = {
  /** The history keeps only that preferences changed. Their values stand beside the learner alone. */
  PreferencesChanged: define(
    {
      preferences: Preferences,
      /** Each running journey's new due time. */
      dueAt: z.record(JourneyId, instant),
      ...mailedAt,
    },
    { ...ofPerson, history: foldedInRuns('pc', []) },
  ),
  SectorNamed: define(
    {
      sector: z.optional(Sector),
      /** For each running journey: modules for the new sector that were skipped before. */
      offered: z.record(JourneyId, z.array(ModuleId)),
      /** The new due time of each journey whose next module changed. */
      dueAt: z.record(JourneyId, instant),
      ...mailedAt,
    },
    { ...ofPerson, history: foldedInRuns('sn', ['sector'], []) },
  ),
  /** The value stands beside the learner alone. */
  DetailCorrected: define(
    { detail: z.enum(['firstName', 'role']), ...mailedAt },
    { ...ofPerson, history: foldedInRuns('dc', ['detail']) },
  ),
  AddressChangeRequested: define({ occurrence: z.int() }, { ...ofPerson, history: foldedInRuns('ar', []) }),
  /** `undoUntil` is absent if the old address takes no email, so that nobody could be told there. */
  AddressChanged: define(
    { occurrence: z.int(), undoUntil: z.optional(instant) },
    { ...ofPerson, history: foldedInRuns('ac', []) },
  ),
  AddressChangeUndone: define({ occurrence: z.int() }, { ...ofPerson, history: foldedInRuns('au', []) }),
  OldAddressForgotten: define({}, { ...ofPerson, history: foldedInRuns('af', []) }),
  Unsubscribed: define(
    { via: z.enum(['page', 'one-click', 'operator']) },
    {
      ...ofPerson,
      history: foldedWhenLong('un', ['via']),
      bus: onBus(['via'], 'never', 'tells-only'),
    },
  ),
  LearnerSuppressed: define({}, { ...ofPerson, history: foldedWhenLong('su', []) }),
  SuppressionLifted: define({}, { ...ofPerson, history: foldedWhenLong('sl', []) }),
  LearnerErased: define({}, { ...ofPerson, history: kept('x', []), bus: onBus([], 'never', 'tells-only') }),
}

/** When those on the bus happen, for the documentation. */
export const accountOccasions: Occasions<typeof accountEvents> = {
  Unsubscribed: 'Somebody left, and every journey of theirs with them.',
  LearnerErased: 'Everything that was held about somebody is erased. Whoever keeps a copy erases theirs.',
}
