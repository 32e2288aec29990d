import { expect, it } from 'vitest'
import { evolveCircle, introduce } from '../../shared/domain/circles/circle.ts'
import { evolveProposal, type ProposalEvent, propose } from '../../shared/domain/circles/proposal.ts'
import { day, week } from '../../shared/domain/duration.ts'
import { mixedHashOf } from '../../shared/domain/hash.ts'
import { allWaitingGroups, circleLanes, circleStore, proposalStore } from '../../shared/store/circles.ts'
import { dueShards } from '../../shared/store/due.ts'
import { idOf } from '../../tools/bench/circles/joiners.ts'
import { onTables } from '../support/on-tables.ts'

const at = Date.parse('2026-11-30T00:00:00Z')
const people = [0, 1, 2, 3].map(n => ({ id: idOf(n), sector: n % 2 ? 'student' : 'ambulance' }) as const)
const closed: ProposalEvent = { type: 'ProposalClosed', at: at + day, circles: [], again: [] }

onTables('a proposal', table => {
  const proposals = () => proposalStore(table())
  const begin = async (id: string, from = at) => {
    const proposal = propose(id, people, from)
    await table().write(proposals().beginWrite(proposal))
    return proposal
  }
  const due = async (until: number) => {
    const shards = Array.from({ length: dueShards }, (_, shard) =>
      circleLanes(table()).proposals(shard, until, 10),
    )
    return (await Promise.all(shards)).flat()
  }

  it('is read as it was written, and begins once, whatever has become of it', async () => {
    const proposal = await begin('one')
    expect(await proposals().find('one')).toEqual({ state: proposal, version: 1 })
    const letter = { type: 'LetterHandedOver', at, learnerId: idOf(1) } as const
    const after = evolveProposal(proposal, letter)
    await table().write(proposals().changeWrite({ state: proposal, version: 1 }, after))
    await begin('one')
    expect(await proposals().find('one')).toEqual({ state: after, version: 2 })
    expect(await proposals().find('other')).toBeUndefined()
  })

  it('is changed by the quicker of two hands', async () => {
    const proposal = await begin('one')
    const before = { state: proposal, version: 1 }
    const write = proposals().changeWrite(before, evolveProposal(proposal, closed))
    expect([(await table().write(write)).is, (await table().write(write)).is]).toEqual([
      'written',
      'conflict',
    ])
  })

  it('waits for whatever comes next, and for nothing once all is told', async () => {
    const proposal = await begin('one')
    await begin('two', at + week)
    expect(await due(at - 1)).toEqual([])
    expect(await due(at)).toEqual(['one'])
    const step = (step: 'asked' | 'told'): ProposalEvent => ({ type: 'StepTaken', at, step })
    const asked = evolveProposal(proposal, step('asked'))
    await table().write(proposals().changeWrite({ state: proposal, version: 1 }, asked))
    expect(await due(at + 5 * day - 1)).toEqual([])
    expect(await due(at + 5 * day)).toEqual(['one'])
    const told = [closed, step('told')].reduce(evolveProposal, asked)
    await table().write(proposals().changeWrite({ state: asked, version: 2 }, told))
    expect(await due(at + week)).toEqual(['two'])
  })

  it('goes after a quarter', async () => {
    await begin('one')
    expect(await table().get({ pk: 'proposal#one', sk: 'state' })).toMatchObject({
      ttl: (at + 13 * week) / 1000,
    })
  })
})

onTables('a circle', table => {
  it('stands apart from the proposal of the same name, and waits for its next turn', async () => {
    const [circles, proposals] = [circleStore(table()), proposalStore(table())]
    const circle = introduce('one', people, at)
    await table().write(proposals.beginWrite(propose('one', people, at)))
    await table().write(circles.beginWrite(circle))
    expect(await circles.find('one')).toEqual({ state: circle, version: 1 })
    const due = async (until: number) =>
      (
        await Promise.all(
          Array.from({ length: dueShards }, (_, shard) => circleLanes(table()).circles(shard, until, 10)),
        )
      ).flat()
    expect(await due(at)).toEqual(['one'])
    const told = evolveCircle(circle, { type: 'CircleTold', at, turn: 0 })
    await table().write(circles.changeWrite({ state: circle, version: 1 }, told))
    expect(await due(at + 7 * day - 1)).toEqual([])
    expect(await due(at + 7 * day)).toEqual(['one'])
  })
})

onTables('all that waits', table => {
  it('is found whole, however much it is, with circles that were reported', async () => {
    const [circles, proposals] = [circleStore(table()), proposalStore(table())]
    // More of one shard than a page holds.
    const ids = Array.from({ length: 20_000 }, (_, place) => `many.${place}`)
      .filter(id => mixedHashOf(id) % dueShards === 0)
      .slice(0, 1100)
    await Promise.all(ids.map(id => table().write(proposals.beginWrite(propose(id, people, at)))))
    const before = introduce('many.0.0', people, at)
    const reported = evolveCircle(before, { type: 'CircleReported', at, learnerId: idOf(1) })
    await table().write(circles.beginWrite(reported))
    await table().write(circles.beginWrite(introduce('many.1.0', people, at)))
    const found = await allWaitingGroups(table(), at)
    expect(found[0]).toBe('many.0.0')
    expect(found.toSorted()).toEqual([...ids, 'many.0.0', 'many.1.0'].toSorted())
  })
})
