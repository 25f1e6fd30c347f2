import { useActions } from '../state/use-actions.ts';
import { useBoard } from '../state/use-board.ts';
import { useChangeDetail } from '../state/use-detail.ts';
import { useSelection } from '../state/use-selection.ts';
import { ActivityFeed } from './activity-feed.tsx';
import { ChangeList } from './change-list.tsx';
import { ChangePanel } from './change-panel.tsx';
import { Deliveries } from './deliveries.tsx';
import { Header } from './header.tsx';
import { LogTail } from './log-tail.tsx';
import { Pipelines } from './pipelines.tsx';

export function BoardPage() {
  const state = useBoard();
  const { act, notice } = useActions();
  const { pipeline, change, choose } = useSelection(state);
  const detail = useChangeDetail(change, state.touched.get(change ?? '') ?? 0);
  return (
    <div class="board">
      <Header state={state} act={act} notice={notice} />
      <main>
        <Pipelines state={state} selected={pipeline} choose={choose} act={act} />
        <ChangeList changes={state.changes} selected={change} choose={choose} />
        <ChangePanel detail={detail} pipeline={pipeline} act={act} />
        <div class="below">
          <Deliveries detail={detail} act={act} />
          <LogTail pipeline={pipeline} />
          <ActivityFeed activities={state.activities} />
        </div>
      </main>
    </div>
  );
}
