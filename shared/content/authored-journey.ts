import type { Help } from '../contracts/published-journey.ts'
import type { Module } from '../domain/journey.ts'
import type { Weekday } from '../domain/preferences.ts'
import type { Picture, PictureUse } from './pictures.ts'

/** A module as its author wrote it, checked. `body` is Markdown. */
export type AuthoredModule = {
  file: string
  module: Module
  subject: string
  preheader: string
  minutes: number
  reflection: string
  /** The short version, for a reader with one minute: what happens, and the one thing to try. */
  inShort?: string
  body: string
  /** The pictures beside the file that its text shows. */
  pictures: PictureUse[]
}

/** A journey as its authors wrote it, checked and in order, but not yet compiled. */
export type AuthoredJourney = {
  id: string
  title: string
  /** A few sentences of Markdown, for people who choose a journey. */
  description: string
  sender: { name: string; address: string }
  replyTo?: string
  language: string
  zone: string
  days: Weekday[]
  hours: { from: number; to: number }
  modules: AuthoredModule[]
  help?: Help
  /** Scaled down, to be published with the journey. */
  pictures?: readonly Picture[]
  /** The authors' text in the last email. */
  end?: string
}
