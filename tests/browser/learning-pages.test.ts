import { describe, expect, it } from 'vitest'
import { describeEveryPage } from '../support/every-page.ts'
import { learningViews } from '../support/learning-views.ts'

describeEveryPage(learningViews, ({ page, open }) => {
  describe('a module', () => {
    it('shows the pictures that its author put in', async () => {
      await open('module', 320)
      const isShown = 'document.querySelector(".app-module img").naturalWidth > 0'
      await expect.poll(() => page().evaluate(isShown)).toBe(true)
    })
  })
})
