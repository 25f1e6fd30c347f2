import { useEffect, useReducer } from 'preact/hooks';
import type { Snapshot, Update } from '../../protocol.ts';
import { applyMessage, type BoardState, EMPTY_STATE } from './board-state.ts';

/** The sandbox, live. After a lost connection the browser comes back by itself, and gets a new snapshot. */
export function useBoard(): BoardState {
  const [state, dispatch] = useReducer(applyMessage, EMPTY_STATE);
  useEffect(() => {
    const events = new EventSource('/api/events');
    events.addEventListener('snapshot', ({ data }) =>
      dispatch({ type: 'snapshot', snapshot: JSON.parse(data) as Snapshot, heardAt: performance.now() }),
    );
    events.addEventListener('update', ({ data }) =>
      dispatch({ type: 'update', update: JSON.parse(data) as Update, heardAt: performance.now() }),
    );
    events.addEventListener('error', () => dispatch({ type: 'lost' }));
    return () => events.close();
  }, []);
  return state;
}
