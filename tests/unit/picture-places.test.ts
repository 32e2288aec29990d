import { expect, test } from 'vitest'
import { fileOf, type Picture } from '../../shared/content/pictures.ts'
import { placeOfPictures, withPictures } from '../../tools/journeys/pictures/publish-pictures.ts'
import type { Publishing } from '../../tools/journeys/publish.ts'

const picture = (name: string): Picture => ({
  file: name,
  name,
  type: 'image/png',
  bytes: new Uint8Array(1),
  width: 1,
  height: 1,
  weighed: 1,
})
const pictures = [picture('a.png'), picture('b.png')]

test('pictures are in their place before the version that shows them is there', async () => {
  const done: string[] = []
  const publish = async () => {
    done.push('version')
    return 'published' as const
  }
  const publishing = { say: () => {}, journeys: { publish } } as unknown as Publishing
  const store = {
    url: 'https://pictures.example.org',
    put: async ({ name }: Picture) => void done.push(name),
  }
  const { journeys } = withPictures(publishing, { id: 'a', pictures }, store)
  await (journeys.publish as () => Promise<unknown>)()
  expect(done).toEqual(['a.png', 'b.png', 'version'])
})

test('a journey with pictures is not published where there is no place for them; one without needs none', () => {
  expect(() => placeOfPictures({ id: 'a', pictures }, undefined)).toThrow('nobody has said where they are')
  expect(placeOfPictures({ id: 'a', pictures: [] }, undefined)).toBeUndefined()
})

test.each([
  ['./door.png', 'door.png'],
  ['caf%C3%A9.png', 'café.png'],
  ['100%.png', undefined],
  ['rooms/door.png', undefined],
])('the address %s is that of the file %s beside the module', (address, file) => {
  expect(fileOf(address)).toBe(file)
})
