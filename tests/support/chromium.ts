import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser']
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const isRoot = process.getuid?.() === 0

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function findChromium(): string | undefined {
  const chosen = process.env['CHROME_PATH']
  if (chosen !== undefined && !isExecutable(chosen))
    throw new Error(`CHROME_PATH is ${chosen}, which is no program. Correct it, or unset it.`)
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const inPath = names.flatMap(name => folders.map(folder => join(folder, name)))
  return chosen ?? [...inPath, ...applications].find(isExecutable)
}

const isDebian = (): boolean =>
  existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))

function installChromium(): string | undefined {
  if (!isRoot || !isDebian()) return undefined
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  execFileSync('apt-get', ['update', '-q'], options)
  execFileSync('apt-get', ['install', '-qy', '--no-install-recommends', 'chromium'], options)
  return findChromium()
}

/**
 * Starts the machine's Chrome or Chromium without a window. On Debian, as root, it installs one if there is none.
 * Throws, saying what to install, if there is none to be had.
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium() ?? installChromium()
  if (executablePath === undefined)
    throw new Error(
      'The browser tests need Chrome or Chromium, and there is none in PATH. Install the package "chromium" (Debian, Ubuntu: sudo apt-get install chromium) or Google Chrome, or set CHROME_PATH to the program.',
    )
  return chromium.launch({
    executablePath,
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}
