import * as z from 'zod/mini'
import { Epoch } from '../ids.ts'
import { TryAnswer } from '../try-answers.ts'
import { define, foldedInRuns, foldedWhenLong, internal, kept, type Occasions, onBus } from './definition.ts'
import { dueAt, instant, mailedAt, ofJourney, ofModule } from './fields.ts'

/** Events of a learner's progress in a journey. */
export const progressEvents = {
  JourneyStarted: define(
    { epoch: Epoch, ...ofJourney, version: z.int(), dueAt: instant },
    {
      about: 'journey',
      history: kept('js', ['epoch']),
      statistics: 'event',
      bus: onBus(['journeyId'], 'when-due', 'sends-email'),
      follows: 'otherwise',
    },
  ),
  /** About the person, since they have no row for that journey. */
  JourneyNotStarted: define(
    { ...ofJourney, reason: z.enum(['too-many-journeys', 'left-before']) },
    { ...internal, about: 'person', history: foldedWhenLong('jn', ['reason']), follows: 'otherwise' },
  ),
  ModuleCompleted: define(
    { ...ofModule, ...dueAt, via: z.enum(['page', 'platform']) },
    {
      about: 'module',
      history: { ...kept('d', ['moduleId', 'via']), usually: { via: 'page' } },
      statistics: 'completion',
      bus: onBus(['journeyId', 'moduleId', 'via'], 'when-due', 'sends-email'),
      follows: 'never',
    },
  ),
  /** Whether the learner tried what the module asks; replaces their previous answer. */
  ModuleTried: define(
    { ...ofModule, answer: TryAnswer, instead: z.optional(TryAnswer), ...mailedAt },
    {
      ...internal,
      about: 'module',
      history: foldedInRuns('ty', ['moduleId', 'answer', 'instead']),
      statistics: 'answer',
    },
  ),
  ModuleRetired: define(
    { ...ofModule, ...dueAt },
    { ...internal, about: 'module', history: kept('mr', ['moduleId']), follows: 'step' },
  ),
  ModuleResendRequested: define(ofModule, {
    ...internal,
    about: 'module',
    history: foldedWhenLong('rr', ['moduleId']),
  }),
  JourneyPaused: define(
    { ...ofJourney, by: z.enum(['learner', 'silence']), ...mailedAt },
    {
      about: 'journey',
      history: {
        code: 'jp',
        keeps: ['by'],
        folds: { where: 'in-runs', alike: ['by'], only: { by: 'learner' } },
      },
      statistics: 'event',
      bus: onBus(['journeyId', 'by'], 'never', 'tells-only'),
      follows: 'after-silence',
    },
  ),
  JourneyResumed: define(
    { ...ofJourney, ...dueAt, ...mailedAt },
    {
      about: 'journey',
      history: foldedInRuns('jr', []),
      statistics: 'event',
      bus: onBus(['journeyId'], 'when-due', 'sends-email'),
      follows: 'never',
    },
  ),
  JourneyLeft: define(ofJourney, {
    about: 'journey',
    history: foldedWhenLong('jl', []),
    statistics: 'event',
    bus: onBus(['journeyId'], 'never', 'tells-only'),
    follows: 'never',
  }),
  /** The learner asked for the next module before its time. */
  NextModuleRequested: define(
    { ...ofJourney, dueAt: instant, ...mailedAt },
    {
      about: 'journey',
      history: foldedInRuns('nr', []),
      statistics: 'event',
      bus: onBus(['journeyId'], 'when-due', 'sends-email'),
      follows: 'never',
    },
  ),
  /** `dueAt`: when the last email is due, if there is one. */
  JourneyCompleted: define(
    { ...ofJourney, ...dueAt },
    {
      about: 'journey',
      history: kept('jc', []),
      statistics: 'finish',
      bus: onBus(['journeyId'], 'never', 'tells-only'),
      follows: 'step',
    },
  ),
}

/** When those on the bus happen, for the documentation. */
export const progressOccasions: Occasions<typeof progressEvents> = {
  JourneyStarted: 'A journey begins for somebody.',
  ModuleCompleted: 'Somebody did a module and said so on its page, or a learning platform said so.',
  JourneyPaused: 'A journey pauses: the learner asked for it, or the last reminder stayed without an answer.',
  JourneyResumed: 'It goes on.',
  JourneyLeft: 'Somebody left this one journey. Any other of theirs goes on.',
  NextModuleRequested: 'Somebody asked for the next module at once. It goes out, or comes on the next day.',
  JourneyCompleted: 'Nothing of the journey is left to send to this person.',
}
