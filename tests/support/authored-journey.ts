import type { JourneyFolder } from '../../shared/content/journey-folder.ts'

const journey = `---
title: Small things
sender: Small things <hello@example.org>
reply-to: help@example.org
language: en-GB
time-zone: Europe/London
sending-days: [monday, tuesday]
sending-hours: 8 to 20
modules: [first, second]
---
What this journey is about.
`

const first = `---
id: first
title: The first thing
subject: One small thing
preheader: What comes before the message.
minutes: 5
after: at once
remind: [3 days, 7 days]
then: pause after 14 days
reflection: What would you keep?
in-short: A held door changes a morning. Hold one too.
---
Somebody holds a door.

## On your next shift

- Hold a door.
- Tell [the door charter](https://example.org/doors?of={{reference}}) about it.
`

const second = `---
id: second
title: The second thing
subject: Another small thing
preheader: What comes after it.
minutes: 4
after: 2 days
reflection: What would you leave?
in-short: It stays shut. Leave one open.
---
Nobody holds a door.
`

/** What a test changes in a file: words to find, and words to put there. */
export type Change = { in?: string; replace: string; by: string }

/** A journey of two modules without a fault, with the changes that a test is about. */
export function aJourneyFolder(...changes: Change[]): JourneyFolder {
  const files = new Map([
    ['journey.md', journey],
    ['first.md', first],
    ['second.md', second],
  ])
  for (const { in: name = 'first.md', replace, by } of changes) {
    const text = files.get(name)
    if (!text?.includes(replace)) throw new Error(`${name} does not hold "${replace}": mend the test.`)
    files.set(name, text.replace(replace, by))
  }
  return { id: 'small-things', files: [...files].map(([name, text]) => ({ name, text })) }
}
