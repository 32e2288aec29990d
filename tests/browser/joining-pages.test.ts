import { describe, expect, it } from 'vitest'
import { describeEveryPage } from '../support/every-page.ts'
import { type Focused, focused } from '../support/in-page.ts'
import { joiningViews } from '../support/joining-views.ts'

describeEveryPage(joiningViews, ({ page, open }) => {
  describe('a form with something wrong in it', () => {
    it('puts the reader at what is wrong, and each line leads to its field', async () => {
      await open('sign-up with errors', 390)
      expect(await page().evaluate<Focused>(focused)).toMatchObject({
        html: expect.stringContaining('error-summary'),
      })
      await page().keyboard.press('Tab')
      await page().keyboard.press('Enter')
      expect(await page().evaluate<Focused>(focused)).toMatchObject({
        html: expect.stringContaining('id="email"'),
      })
    })
  })

  describe('the links at the foot of a page', () => {
    it('are 44 pixels tall and wide at least, as a finger needs', async () => {
      await open('home', 320)
      const links = await page().locator('footer ul a').all()
      const boxes = await Promise.all(links.map(link => link.boundingBox()))
      expect(boxes.length).toBeGreaterThan(1)
      for (const box of boxes) {
        expect(box?.height).toBeGreaterThanOrEqual(44)
        expect(box?.width).toBeGreaterThanOrEqual(44)
      }
    })
  })
})
