import { expect, it } from 'vitest'
import { operate } from '../../tools/operator/operate.ts'
import { World } from '../../tools/simulation/world.ts'
import { FakeTerminal, operatorDeps } from '../support/operator-context.ts'

const clear = '\u001b[H\u001b[J'
const gone = () => Promise.reject(Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' }))
const throttled = () =>
  Promise.reject(
    Object.assign(new Error('Rate exceeded.'), {
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 400 },
    }),
  )

/** Somebody who looks on while SES answers as it is told, one look after the other, and has seen enough after the last. */
async function watched(isScreen: boolean, answers: readonly ('well' | (() => Promise<never>))[]) {
  const world = new World(Date.parse('2026-11-23T09:00:00Z'))
  await world.publish()
  let looks = 0
  let stop = () => {}
  const io = Object.assign(new FakeTerminal(), {
    isScreen,
    onUnread: (enough: () => void) => {
      stop = enough
    },
    rest: async () => {
      if (looks === answers.length) stop()
    },
  })
  // What is said where shows in one order, as on a screen.
  io.err = text => io.out(`[${text.trim()}]`)
  const account = () => {
    const answer = answers[looks] ?? 'well'
    looks += 1
    return answer === 'well' ? world.ses.account() : answer()
  }
  const connect = async () => ({ ...operatorDeps(world), account })
  const code = await operate(['status', '--watch', '--local'], { io, connect, env: {} })
  return { code, stdout: io.stdout, looks }
}

it('goes on below the last look while AWS cannot be reached or says no, and is as before once it answers', async () => {
  const { code, stdout, looks } = await watched(true, ['well', gone, throttled, 'well'])
  expect([code, looks]).toEqual([0, 4])
  const screens = stdout.split(clear).slice(1)
  expect(screens.map(screen => screen.startsWith('ShiftWorks local, Mon 23 Nov 2026'))).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(screens.map(screen => /\[.*\]/s.exec(screen)?.[0])).toEqual([
    undefined,
    "[AWS cannot be reached (ETIMEDOUT). Check the region's name and your network; with --local, whether npm start still runs. Above is how it was at its time. It is looked at again every 10 seconds.]",
    '[AWS refused: ThrottlingException: Rate exceeded. Above is how it was at its time. It is looked at again every 10 seconds.]',
    undefined,
  ])
})

it('says nothing twice where one look stands below the other', async () => {
  const { stdout } = await watched(false, ['well', gone, 'well'])
  expect(stdout.match(/All is well\./g)).toHaveLength(2)
  expect(stdout).toContain('[AWS cannot be reached (ETIMEDOUT).')
})

it('ends with the problem where nothing was ever seen, and with a bug at any time', async () => {
  const first = await watched(true, [gone, 'well'])
  expect([first.code, first.looks]).toEqual([3, 1])
  const bug = () => Promise.reject(new Error('This is a bug.'))
  await expect(watched(true, ['well', bug])).rejects.toThrow('This is a bug.')
})
