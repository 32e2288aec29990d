import type { Key } from './table.ts'

/** Everything of a person stands in one partition, so that one query reads them whole. */
export const personPartition = (learnerId: string): string => `L#${learnerId}`

export const profileKey = (learnerId: string): Key => ({ pk: personPartition(learnerId), sk: 'profile' })

export const enrolmentKey = (learnerId: string, journeyId: string): Key => ({
  pk: personPartition(learnerId),
  sk: `E#${journeyId}`,
})

/** What is left of somebody erased: that there was somebody, and when they went. */
export const tombstoneKey = (learnerId: string): Key => ({ pk: personPartition(learnerId), sk: 'tombstone' })

/** @param hash the keyed hash of the normalised address; the address itself is nowhere a key. */
export const addressKey = (hash: string): Key => ({ pk: `A#${hash}`, sk: 'address' })

/** What operators hold back, breakers and canaries: read together. */
export const switchesPartition = 'switches'
export const switchKey = (name: string): Key => ({ pk: switchesPartition, sk: name })
