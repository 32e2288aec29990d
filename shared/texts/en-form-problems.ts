import type { PageTexts } from './page-texts.ts'

/** What is wrong with a field of a form, in British English. */
export const enFormProblems: PageTexts['problems'] = {
  'email-missing': 'Enter your email address, such as sam@example.org',
  'email-too-long': 'Enter an email address of 254 characters or fewer',
  'email-no-at': 'Enter an email address with an @ in it, such as sam@example.org',
  'email-several': 'Enter one email address alone, with one @ in it',
  'email-signs': 'Enter the email address alone, without brackets, quotation marks, commas or colons in it',
  'email-space': 'Take the space out of the email address',
  'email-invisible': 'The email address holds a sign that cannot be seen: type it anew',
  'email-no-name': 'Enter what stands before the @ of your email address too, such as sam in sam@example.org',
  'email-no-domain': 'Enter what follows the @ of your email address too, such as example.org',
  'email-accents':
    'Before the @ we can only write to addresses without accents, in letters from a to z: look at that part again, or enter another address',
  'email-dots':
    'In an email address no dot stands at the beginning or the end, beside the @ or beside another dot: look at the dots again',
  'email-name-too-long': 'Enter an email address with 64 characters or fewer before the @',
  'email-no-ending': 'Enter the ending of your email address too, such as .org in sam@example.org',
  'email-domain':
    'What follows the @ is no name that email could go to: look at that part of your address again',
  'first-name-long': 'Enter a first name of 60 letters or fewer',
  'first-name-wrong':
    'Enter a first name in letters, on one line. Hyphens and apostrophes are fine, and so is a full stop before a space; numbers, signs and web addresses are not',
  'sector-unknown': 'Choose where you work from the list, or leave it out',
  'role-long': 'Describe your role in 120 characters or fewer',
  'role-wrong': 'Describe your role on one line, without a web address, an email address or a phone number',
  'days-wrong': 'Choose days from Monday to Sunday, or none',
  'parts-wrong': 'Choose parts of the day from the list, or none',
  'journey-unknown': 'This journey is not on offer: go to the first page and sign up there',
  'consent-missing': 'Tick the box if you would like us to email you',
  'consent-unknown': 'This form is out of date: go to the first page and sign up there',
  'return-refused': 'The page to return to is not on our list: leave it out, or ask us to add it',
  'trap-filled':
    'A hidden field that should stay empty was filled in. We have emptied it: press the button again',
  'pace-wrong': 'Choose one of the two speeds',
  'break-wrong': 'Enter the day, month and year on which your break ends, in numbers',
  'break-past': 'Enter a day that is still to come, or leave all three boxes empty',
  'break-far':
    'Enter a day within a year from now: for a longer break, pause your journey and go on when you like',
  'break-not-in-february': 'February has no 30th or 31st, and a 29th only in leap years: enter another day',
  'break-not-in-month': 'April, June, September and November have no 31st: enter another day',
  'chosen-name-missing': 'Enter the name that others are to see',
  'chosen-name-long': 'Shorten the name to 30 letters',
  'chosen-name-signs': 'Write the name with letters, and single spaces, hyphens or apostrophes between them',
  'chosen-name-insult': 'Choose another name',
  'sector-missing': 'Choose your part of health and care',
  'work-missing': 'Choose your kind of work',
  'adult-unconfirmed': 'Tick the box if you are 18 or over: circles are for adults',
  'erase-unconfirmed': 'Tick the box if you want us to erase everything',
  'address-same': 'Our emails come to this address already: enter another one if you want to change it',
  'still-mailing': 'Another email to you is just going out: press the button again in a minute',
  'moved-often':
    'Your address has changed several times this week: wait some days, so that you can be sure of the last change',
  'mailbox-full':
    'So many emails were asked for to this address lately that we send it no more for now: try again in a few days',
  'mailed-often':
    'We have mailed you several such links today: look for the newest one, open “My journey” from our newest email, or try again tomorrow',
  unreachable:
    'We no longer email your address, because an email came back, was reported as unwanted, or we were asked to stop: sign up with another address',
  'journey-not-followed': 'You are not in this journey, or not yet: choose one that this page lists',
  'journey-closed': 'This journey is not published at the moment, so it cannot go on: try again later',
  unconfirmed:
    'Confirm your sign-up first: press the button in the email that we sent you for it, and once more on the page that opens',
  'action-unknown': 'Press one of the buttons on this page',
  'not-fields': 'Send one object that holds the fields of the form',
  wrong: 'Change this, it is not in a form that we can read',
}
