import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { BoardAction } from '../../server/board-action.ts';
import type { PerformAction } from './use-actions.ts';

/** What a person writes beside a decision, and the ways to send both. */
export interface Decide {
  readonly comment: string;
  readonly closeCode: string;
  /** Where they are entered: what ServiceNow asks for gets the focus. */
  readonly commentBox: RefObject<HTMLInputElement | null>;
  readonly closeCodeBox: RefObject<HTMLSelectElement | null>;
  setComment(text: string): void;
  setCloseCode(value: string): void;
  act(what: BoardAction): Promise<void>;
  /** Moves the change to a state, with what was entered. */
  move(number: string, state: string): Promise<void>;
}

export function useDecision(perform: PerformAction): Decide {
  const [comment, setComment] = useState('');
  const [closeCode, setCloseCode] = useState('');
  const commentBox = useRef<HTMLInputElement>(null);
  const closeCodeBox = useRef<HTMLSelectElement>(null);
  async function act(what: BoardAction): Promise<void> {
    const { good, asks } = await perform(what);
    if (asks === 'comment') commentBox.current?.focus();
    if (asks === 'close code') closeCodeBox.current?.focus();
    // What was not done keeps its words.
    if (good) setComment('');
  }
  return {
    comment,
    closeCode,
    commentBox,
    closeCodeBox,
    setComment,
    setCloseCode,
    act,
    move: (number, state) => act({ action: 'move', number, state, comment, closeCode }),
  };
}
