import { type Circle, evolveCircle, introduce } from '../../shared/domain/circles/circle.ts'
import { propose } from '../../shared/domain/circles/proposal.ts'
import { day, hour } from '../../shared/domain/duration.ts'
import { circleStore, proposalStore } from '../../shared/store/circles.ts'
import type { World } from '../../tools/simulation/world.ts'

/** When there are many: the day after the newest of the rounds closed. */
export const manyAt = Date.parse('2026-12-14T09:00:00Z')

/** Three rounds, and in the oldest what somebody reported. */
export const manyRounds = {
  oldest: 'sample.2026-11-29',
  older: 'sample.2026-12-06',
  newest: 'sample.2026-12-13',
  reported: 'sample.2026-11-29.1.0',
}

const sectors = ['ambulance', 'student', 'social-care', 'nhs-hospital'] as const
const four = sectors.map((sector, place) => ({ id: 'abcd'.charAt(place).repeat(24), sector }))

/** Two circles of which one was reported, 25 circles of another round, and 130 proposals of the newest. */
export async function withManyCircles({ table, clock }: World): Promise<void> {
  const { oldest, older, newest, reported } = manyRounds
  const now = clock.now()
  const begin = (circle: Circle) => table.write(circleStore(table).beginWrite(circle))
  await begin(introduce(`${oldest}.0.0`, four, now - 14 * day))
  const report = { type: 'CircleReported', at: now - hour, learnerId: four[0]?.id ?? '' } as const
  await begin(evolveCircle(introduce(reported, four, now - 14 * day), report))
  for (let place = 0; place < 25; place += 1)
    await begin(introduce(`${older}.${place}.0`, four, now - 7 * day))
  const proposals = proposalStore(table)
  for (let place = 0; place < 130; place += 1)
    await table.write(proposals.beginWrite(propose(`${newest}.${place}`, four, now - hour)))
}
