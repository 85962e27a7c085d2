import '@mantine/core/styles/Menu.css';
import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { InterestSearch } from '../../../session/labels.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { NameField } from '../../../ui/NameField.tsx';
import { formatCount } from '../../../ui/text/quantity.ts';
import type { AnomaliesStore } from '../state/anomaliesState.ts';
import classes from './SearchMenu.module.css';
import { TakeOverItems } from './TakeOverItems.tsx';

interface SearchMenuProps {
  store: AnomaliesStore;
  current: InterestSearch;
}

/** The searches of this catalogue, by name: choose, rename, delete, or take over ratings from others. */
export function SearchMenu({ store, current }: SearchMenuProps) {
  const { labels, notices } = useSession();
  const searches = useStore(labels, s => s.searches);
  const [naming, setNaming] = useState(false);
  const [open, setOpen] = useState(false);
  if (naming) {
    return (
      <NameField
        className={classes.field}
        label="Name of the search"
        name={current.name}
        onDone={name => {
          if (name !== null) labels.getState().rename(current.key, name);
          setNaming(false);
        }}
      />
    );
  }
  function remove(): void {
    const removed = labels.getState().remove(current.key);
    if (!removed) return;
    notices.getState().say(`The search “${removed.name}” was deleted.`, {
      undo: () => labels.getState().restore(removed),
    });
  }
  return (
    <Menu
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      shadow="md"
      width={260}
      hideDetached={false} // as ExportMenu
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button
          className={classes.name}
          variant="default"
          size="compact-sm"
          rightSection={<IconChevronDown size={14} />}
          aria-label={`Search: ${current.name}`}
          title={current.name}
        >
          {current.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Searches in this catalogue</Menu.Label>
        {searches.map(search => (
          <Menu.RadioItem
            key={search.key}
            value={search.key}
            checked={search.key === current.key}
            checkIcon={<IconCheck size={14} />}
            closeMenuOnClick
            rightSection={<span className={classes.count}>{formatCount(search.ratings.length)} rated</span>}
            onChange={key => labels.getState().choose(key)}
          >
            {search.name}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => setNaming(true)}>
          Rename
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={14} />} onClick={remove}>
          Delete
        </Menu.Item>
        {open && <TakeOverItems store={store} current={current} />}
      </Menu.Dropdown>
    </Menu>
  );
}
