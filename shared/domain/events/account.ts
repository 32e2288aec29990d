import * as z from 'zod/mini'
import { JourneyId, ModuleId } from '../ids.ts'
import { Preferences } from '../preferences.ts'
import { Sector } from '../sectors.ts'
import { define, foldedInRuns, foldedWhenLong, internal, kept, type Occasions, onBus } from './definition.ts'
import { instant, mailedAt } from './fields.ts'

/** Of the person, known to nobody but this system, and brought about by people alone. */
const ofPerson = { ...internal, about: 'person' } as const

/** What somebody, or an operator for them, changes about their part in this. */
export const accountEvents = {
  /** The history keeps nothing of what was chosen: which it is now stands beside the learner, and nowhere else. */
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
      /** In each running journey, the modules for that sector that they were passed over for. */
      offered: z.record(JourneyId, z.array(ModuleId)),
      /** The new due time of each journey in which another module comes next. */
      dueAt: z.record(JourneyId, instant),
      ...mailedAt,
    },
    { ...ofPerson, history: foldedInRuns('sn', ['sector'], []) },
  ),
  /** Which it is now stands beside the learner, and nowhere else. */
  DetailCorrected: define(
    { detail: z.enum(['firstName', 'role']), ...mailedAt },
    { ...ofPerson, history: foldedInRuns('dc', ['detail']) },
  ),
  AddressChangeRequested: define({ occurrence: z.int() }, { ...ofPerson, history: foldedInRuns('ar', []) }),
  /** `undoUntil` is absent where the old address takes no email, so that nobody could be told there. */
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
