import type { PageTexts } from './page-texts.ts'

/** The pages for requests that cannot be answered, in British English. */
export const enTroubles: PageTexts['troubles'] = {
  'bad-request': {
    title: 'We could not read that',
    paragraphs: ['What your browser sent was not complete. Go back, and press the button again.'],
  },
  'foreign-website': {
    title: 'This form is not on our list',
    paragraphs: [
      'The website that you came from has not been added to ours yet. You can sign up on our first page.',
    ],
  },
  'not-found': {
    title: 'There is no such page',
    paragraphs: ['If you followed a link from an email, copy the whole address into your browser.'],
  },
  'wrong-method': {
    title: 'This page does not work that way',
    paragraphs: ['Go back, and use the buttons on the page.'],
  },
  'too-large': {
    title: 'That was too much at once',
    paragraphs: ['We take in at most 16 kilobytes. Go back, and write a little less.'],
  },
  unsupported: {
    title: 'We cannot read that format',
    paragraphs: [
      'The form came in a format that we do not take. You can sign up on our first page.',
      'If the form or program is yours: send a plain form (application/x-www-form-urlencoded, not multipart/form-data). Sign-ups may come as JSON, too. Both in UTF-8, and not compressed.',
    ],
  },
  'wrong-encoding': {
    title: 'Some letters did not arrive as they were typed',
    paragraphs: [
      'We could not tell which letters they are, so we have kept nothing. You can sign up on our first page.',
      'If the form or program is yours: send UTF-8. In a form, add accept-charset="utf-8" to its form tag.',
    ],
  },
  'too-many': {
    title: 'Many people near you are signing up',
    paragraphs: [
      'We take in only so many sign-ups an hour from one network, such as a hospital’s, to keep out programs that flood inboxes.',
      'Please try again in an hour, or now from your phone without the workplace network. We have kept nothing of what you typed.',
    ],
  },
  'pressed-often': {
    title: 'That was changed very often today',
    paragraphs: [
      'To keep others from playing with your settings, we take in only so many changes a day through the link of one email. This last one was not made.',
      'Use the link in our newest email, or try again tomorrow. Marking a module as done, unsubscribing and erasing always work.',
    ],
  },
  'not-open': {
    title: 'We are not open yet',
    paragraphs: ['There is no journey to sign up for at the moment. Please come back before long.'],
  },
  unread: {
    title: 'We cannot tell at the moment',
    paragraphs: [
      'Something that we keep, and that we need for this, cannot be read at the moment. Nothing of it is lost, and we are told.',
      'Please try again later. If it goes on, write to us at the address below.',
    ],
  },
  fault: {
    title: 'Sorry, something went wrong on our side',
    paragraphs: [
      'Please try again in a few minutes. Pressing a button twice does no harm.',
      'We are told when this happens. If it goes on, write to us at the address below.',
    ],
  },
}
