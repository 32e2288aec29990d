import type { CompletionReported, EventDetail } from '../../shared/contracts/bus.ts'

/** The meaning of each field of an event. The table also says which events have fields that not all have. */
export const eventFields: Readonly<Record<keyof EventDetail, string>> = {
  version: 'Shape of this detail.',
  id: 'The same however often this event is delivered or replayed: <learner>.<row>.<version>.<place>.',
  at: 'When it happened.',
  learnerId:
    'A random id. With SignUpReceived that of the form, which becomes the learner’s where it signs up a new address.',
  epoch: 'The life of the learner in which it happened: made anew at each sign-up.',
  journeyId: '',
  moduleId: '',
  sector: 'where the learner named one.',
  request: 'which sign-up of this learner, by its number.',
  by: 'learner or silence.',
  via: 'through which door.',
  voice: 'which excerpt, by its random id.',
  dueNow: 'Whether an email is due because of this at this very moment.',
}

/** The meaning of each field of a learning platform's report. */
export const reportFields: Readonly<Record<keyof CompletionReported, string>> = {
  version: 'Shape of this detail.',
  reference: 'The opaque reference from the link in the email, unchanged.',
  completedAt: 'For your own records: the next module is planned from when the report arrives.',
}
