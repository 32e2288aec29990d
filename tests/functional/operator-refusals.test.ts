import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** How AWS says no, to whatever is asked: its REST services name the error in a header. */
interface Refusal {
  status: number
  type: string
  message: string
}

let rejection: Refusal
let asked: string[] = []
let server: Server

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(rejection.status, {
      'content-type': 'application/json',
      'x-amzn-errortype': rejection.type,
    })
    response.end(JSON.stringify({ Message: rejection.message, message: rejection.message }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => new Promise(resolve => server.close(resolve)))

interface Ended {
  code: number
  stdout: string
  stderr: string
}

const credentials = { AWS_ACCESS_KEY_ID: 'some-key', AWS_SECRET_ACCESS_KEY: 'some-secret' }

/** The command line as an operator starts it, in a process of its own. */
function operator(args: readonly string[], env: Record<string, string> = credentials): Promise<Ended> {
  const { port } = server.address() as AddressInfo
  const surroundings = {
    PATH: process.env['PATH'],
    HOME: tmpdir(),
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...env,
  }
  asked = []
  return new Promise(resolve => {
    execFile(
      process.execPath,
      ['tools/operator/cli.ts', ...args],
      { env: surroundings },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}

const prod = ['--stage', 'prod', '--region', 'eu-west-2']
const pause = ['hold', 'delivery', '--yes', '--reason', 'a test', ...prod]

describe('operator, where AWS says no', () => {
  it.each<[string, Refusal, number, RegExp]>([
    [
      'there is no such stage',
      { status: 404, type: 'ResourceNotFoundException', message: 'Function not found' },
      2,
      /^There is no stage "prod" in eu-west-2, or it is not deployed yet\.\n$/,
    ],
    [
      'the credentials have expired',
      { status: 403, type: 'ExpiredTokenException', message: 'The security token has expired' },
      3,
      /^Your AWS credentials have expired\. Sign in again, then repeat the command\.\n$/,
    ],
    [
      'there is no right to it',
      { status: 403, type: 'AccessDeniedException', message: 'User is not authorized to perform this' },
      3,
      /^You have no right to do this: User is not authorized to perform this\. docs\/operating\.md/,
    ],
    [
      'AWS does not know the key',
      { status: 403, type: 'UnrecognizedClientException', message: 'The security token is invalid' },
      3,
      /^AWS does not know you: The security token is invalid\. Check AWS_PROFILE, or sign in\.\n$/,
    ],
  ])('%s: says so in one line, and goes no further', async (_, said, code, line) => {
    rejection = said
    const ended = await operator(pause)
    expect(ended).toEqual({ code, stdout: '', stderr: expect.stringMatching(line) })
    expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(asked.every(one => one.startsWith('GET /2015-03-31/functions/'))).toBe(true)
  })

  it('without any credentials: says so in one line, and asks nothing', async () => {
    const { code, stdout, stderr } = await operator(pause, {})
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(/^AWS does not know you: [^\n]+ Check AWS_PROFILE, or sign in\.\n$/)
    expect(asked).toEqual([])
  })

  it.each([
    [['status'], /^Say which system: --local, or --stage/],
    [['status', '--local', '--stage', 'prod'], /^Say --local or --stage, not both\.\n$/],
    [['status', '--stage', 'Prod; drop'], /^"Prod; drop" cannot be a stage/],
  ])('%s asks AWS nothing', async (args, line) => {
    const { code, stdout, stderr } = await operator(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(line)
    expect(asked).toEqual([])
  })

  it('says where nothing runs on this machine', async () => {
    const { code, stderr } = await operator(['status', '--local'], { AWS_PORT: '1' })
    expect([code, stderr]).toEqual([
      2,
      'Nothing answers on this machine, at http://127.0.0.1:1. Start it first: npm start\n',
    ])
  })

  it('ends quietly when whoever reads it has seen enough', async () => {
    const child = spawn(process.execPath, ['tools/operator/cli.ts', '--help'], { stdio: 'pipe' })
    let stderr = ''
    child.stderr.on('data', text => {
      stderr += text
    })
    child.stdout.destroy()
    const [code] = await once(child, 'close')
    expect([code, stderr]).toEqual([0, ''])
  })
})
