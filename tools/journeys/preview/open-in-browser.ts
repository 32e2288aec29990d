import { spawn } from 'node:child_process'

const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** Opens a file in the browser that the person uses; says so if that cannot be done. */
export function openInBrowser(file: string, say: (line: string) => void): void {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open']
  const opener = spawn(command, [...args, file], { stdio: 'ignore', detached: true })
  opener.on('error', () => say('No browser could be opened: open this file in one.'))
  opener.unref()
}
