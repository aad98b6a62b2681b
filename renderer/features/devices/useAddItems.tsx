import { FileMusic, FolderUp } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MenuItem } from '../../ui/Menu.tsx';
import { useOpenDialog, type DropTarget } from '../opening/index.ts';

/** Items of a menu that let the person choose what to copy to a place on a player. */
export function useAddItems(): (target: DropTarget) => ReactElement {
  const { t } = useTranslation('devices');
  const openDialog = useOpenDialog();
  return (target) => (
    <>
      <MenuItem icon={<FileMusic aria-hidden />} onAction={() => openDialog('files', target)}>
        {t('copyHere.files')}
      </MenuItem>
      <MenuItem icon={<FolderUp aria-hidden />} onAction={() => openDialog('folder', target)}>
        {t('copyHere.folder')}
      </MenuItem>
    </>
  );
}
