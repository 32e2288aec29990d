import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aDrawing, aPhoto } from './pictures.ts'

/**
 * A new folder with somebody else's course in `course`, its pictures among it, and an empty `journeys`.
 * @param drawingWidth of one of the pictures, in pixels.
 */
export async function aCourseFolder(drawingWidth: number): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'course-'))
  await mkdir(join(root, 'journeys'))
  await cp('tests/samples/course', join(root, 'course'), { recursive: true })
  const folder = join(root, 'course/pages/pictures')
  await mkdir(folder)
  await writeFile(join(folder, 'chairs.png'), await aPhoto(1200, 800))
  await writeFile(join(folder, 'line.png'), await aDrawing(drawingWidth))
  return root
}
