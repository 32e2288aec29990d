import type { MyDataTexts } from './my-data-texts.ts'

const doors = {
  page: 'on one of our pages',
  'one-click': 'by the unsubscribe button of your email program',
  operator: 'by one of us',
  platform: 'as a learning platform told us',
}

const emails = {
  module: 'a module',
  reminder: 'a reminder',
  'short-reminder': 'a short reminder',
  paused: 'the news that your journey pauses',
  finished: 'the last email of your journey',
  'circle-proposal': 'the question whether you want to meet a group',
  'circle-introduction': 'the email that introduces your circle',
  'circle-hosting': 'the question whether you bring your circle together',
  'circle-ended': 'the news that your circle ended',
  'circle-nobody': 'the news that no circle came about',
  confirm: 'the question whether you want to sign up',
  join: 'the question whether you want to join another journey',
  'completed-already': 'the news that you have finished that journey already',
  'already-with-us': 'the news that you are with us already',
  'private-link': 'your private link',
  'find-me': 'the link to what we hold about you',
  'circles-removed': 'the news that you were taken out of circles',
  'confirm-address': 'the question to your new address',
  'address-changed': 'the news to your old address',
}

const reasons = {
  'on-a-break': 'you were on a break',
  'too-late': 'it was held up, and waited for a time that suits you',
  'one-a-day': 'you had an email that day',
  'modules-first': 'a module of another journey went first',
  'letters-first': 'an email about a circle went first',
  'new-times': 'you changed when our emails come',
  'nothing-to-send': 'there was nothing to send',
  recalled: 'its authors held it back',
  'asked-recently': 'one had just been asked for',
  'mailbox-full': 'so many had gone to your mailbox lately',
  undeliverable: 'your address takes no email from us',
  'old-address': 'you had that address before',
  'ended-since': 'you had left since',
  'too-many-journeys': 'you followed as many as anybody may',
  'left-before': 'you left it before it began',
}

const tried = {
  yes: 'you tried it',
  'not-yet': 'you have not tried it yet',
  'not-for-me': 'it is not for you',
}

/** The labels of values in the page with a learner's data, in British English. */
export const enMyDataValues: MyDataTexts['values'] = {
  status: {
    pending: 'You have not confirmed yet',
    active: 'You take part',
    left: 'You have left',
    erased: 'You were erased',
  },
  undeliverable: {
    bounced: 'an email came back',
    complained: 'an email was reported as unwanted',
    suppressed: 'we were asked to stop',
  },
  is: {
    reading: 'A module is before you',
    waiting: 'The next module is to come',
    completed: 'You have finished',
    left: 'You have left',
    private: 'You share nothing',
    shared: 'Shared, and not read yet',
    approved: 'Read, and others may be shown it',
    declined: 'Read, and not shown to others',
    'redaction-proposed': 'Read, and we asked you about other words',
    reported: 'Reported by a reader, and hidden',
    escalated: 'Read, and somebody responsible was told',
  },
  mechanism: {
    page: 'on our page',
    'embedded-form': 'on a form on another website',
    api: 'through another program',
    import: 'elsewhere, before we took you in',
  },
  pace: { 'as-written': 'as the journey is written', slower: 'twice as slowly' },
  pausedBy: { learner: 'you', silence: 'nobody: we had not heard from you' },
  by: { learner: 'you', silence: 'nobody: we had not heard from you' },
  via: doors,
  kind: emails,
  reason: reasons,
  answer: tried,
  instead: tried,
  tried,
  detail: { firstName: 'your first name', role: 'what you do' },
  said: { yes: 'yes', no: 'not this time', nothing: 'nothing' },
  worth: { yes: 'yes', 'not-sure': 'not sure', no: 'no', 'not-said': 'you met, and did not say' },
  why: {
    past: 'it would have come too late',
    'on-a-break': 'you were on a break',
    paused: 'you had paused the journey',
    left: 'you had left',
    rejected: 'it could not be delivered',
    'came-to-nothing': 'there was nothing left to say',
  },
  true: { true: 'yes', false: 'no' },
}
