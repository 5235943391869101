"""The permission table: address × method × state of the text → answer for each of the cast. A new address without a row fails the tests.

Siti wrote every text on the stage; Ratna mentors and Tono trains her cohort; Budi and Joko belong to another one. "in" is the way to the
sign-in page. What belongs to another cohort is 404, one's own without the right 403. Wagtail's admin has its own walk, which fills every
pattern that exists (tests/submissions/admin/test_canary.py).
"""

COLUMNS = ["nobody", "siti", "budi", "ratna", "joko", "maya", "dewi", "tono", "rini", "agus"]

# Readers' pages: the same for everybody, with no cookie and no look at who asks.
PUBLIC = """
home                            GET  - | 200 all
home                            POST - | 405 all
news                            GET  - | 200 all
news                            POST - | 405 all
article                         GET  - | 200 all
article                         POST - | 405 all
cities                          GET  - | 200 all
cities                          POST - | 405 all
city                            GET  - | 200 all
city                            POST - | 405 all
topic                           GET  - | 200 all
topic                           POST - | 405 all
search                          GET  - | 200 all
search                          POST - | 405 all
short_address_form              GET  - | 200 all
short_address_form              POST - | 405 all
short_address                   GET  - | 302 all
short_address                   POST - | 405 all
answers                         GET  - | 200 all
answers                         POST - | 405 all
answer_form                     GET  - | 200 all
answer_form                     POST - | 200 all
answer_sent                     GET  - | 200 all
answer_sent                     POST - | 405 all
join                            GET  - | 200 all
join                            POST - | 200 all
joined                          GET  - | 200 all
joined                          POST - | 405 all
feed                            GET  - | 200 all
feed                            POST - | 405 all
sitemap                         GET  - | 200 all
sitemap                         POST - | 405 all
robots                          GET  - | 200 all
robots                          POST - | 405 all
up                              GET  - | 200 all
up                              POST - | 405 all
ready                           GET  - | 200 all
ready                           POST - | 405 all
certificate_check_form          GET  - | 200 all
certificate_check_form          POST - | 405 all
certificate_check               GET  - | 200 all
certificate_check               POST - | 405 all
media                           GET  - | 404 all
media                           POST - | 405 all
printing:posters                GET  - | 200 all
printing:posters                POST - | 405 all
printing:article                GET  - | 200 all
printing:article                POST - | 400 all
printing:file                   GET  - | 303 all
printing:file                   POST - | 405 all
printing:bulletins              GET  - | 200 all
printing:bulletins              POST - | 405 all
printing:bulletin               GET  - | 200 all
printing:bulletin               POST - | 400 all
printing:bulletin_file          GET  - | 303 all
printing:bulletin_file          POST - | 405 all
rights:payslip                  GET  - | 200 all
rights:payslip                  POST - | 200 all
rights:offer                    GET  - | 200 all
rights:offer                    POST - | 200 all
rights:evidence                 GET  - | 200 all
rights:evidence                 POST - | 400 all
rights:index                    GET  - | 200 all
rights:index                    POST - | 405 all
rights:choose                   GET  - | 200 all
rights:choose                   POST - | 405 all
rights:calculator               GET  - | 200 all
rights:calculator               POST - | 200 all
rights:embedded                 GET  - | 200 all
rights:embedded                 POST - | 200 all
rights:open_data                GET  - | 200 all
rights:open_data                POST - | 405 all
rights:parameters               GET  - | 200 all
rights:parameters               POST - | 405 all
rights:minimum_wages            GET  - | 200 all
rights:minimum_wages            POST - | 405 all
rights:questions                GET  - | 200 all
rights:questions                POST - | 405 all
rights:question                 GET  - | 200 all
rights:question                 POST - | 405 all
"""

# Working pages. "any" is every state on the stage, "any-sent" every one but that.
WORKING = """
people:sign_in                  GET  - | 200 303 303 303 303 303 303 303 303 303
people:sign_in                  POST - | 200 all
people:card                     GET  - | 200 all
people:card                     POST - | 200 all
people:card_code                GET  - | 200 all
people:card_code                POST - | 200 all
people:choose_pin               GET  - | in 200 200 200 200 in 200 200 in in
people:choose_pin               POST - | in 200 200 200 200 in 200 200 in in
people:staff_sign_in            GET  - | 200 all
people:staff_sign_in            POST - | 200 all
people:staff_code               GET  - | in all
people:staff_code               POST - | in all
people:staff_totp_setup         GET  - | in all
people:staff_totp_setup         POST - | in all
people:staff_password           GET  - | in in in in in 200 in in 200 200
people:staff_password           POST - | in in in in in 200 in in 200 200
people:account                  GET  - | in 200 200 200 200 200 200 200 200 200
people:account                  POST - | in 200 200 200 200 200 200 200 200 200
people:sign_out                 GET  - | 405 all
people:sign_out                 POST - | in all
desk                            GET  - | in 302 302 200 200 302 302 200 200 200
desk                            POST - | in 405 405 405 405 405 405 405 405 405
curriculum:home                 GET  - | in 200 200 200 200 200 200 200 200 200
curriculum:home                 POST - | in 405 405 405 405 405 405 405 405 405
curriculum:lessons              GET  - | in 200 200 200 200 200 200 200 200 200
curriculum:lessons              POST - | 405 all
curriculum:lesson               GET  - | in 200 200 200 200 200 200 200 200 200
curriculum:lesson               POST - | 405 all
curriculum:mark_read            GET  - | 405 all
curriculum:mark_read            POST - | in 303 303 403 403 403 403 403 403 403
curriculum:handout              GET  - | in 200 200 200 200 200 200 200 200 200
curriculum:handout              POST - | 405 all
curriculum:notes                GET  - | in 403 403 200 200 200 403 200 200 200
curriculum:notes                POST - | 405 all
curriculum:pack                 GET  - | in 403 403 200 200 200 403 200 200 200
curriculum:pack                 POST - | 405 all
curriculum:cards                GET  - | in 403 403 200 200 403 403 200 403 200
curriculum:cards                POST - | in 405 405 405 405 405 405 405 405 405
curriculum:card                 GET  - | in 403 404 200 404 404 404 200 404 200
curriculum:card                 POST - | in 403 404 200 404 404 404 200 404 200
curriculum:schedule             GET  - | in 200 200 200 200 403 403 200 200 200
curriculum:schedule             POST - | 405 all
curriculum:schedule_ics         GET  - | in 200 200 200 200 403 403 200 200 200
curriculum:schedule_ics         POST - | 405 all
curriculum:my_attendance        GET  - | in 200 200 200 200 403 403 200 200 200
curriculum:my_attendance        POST - | 405 all
curriculum:workshop_new         GET  - | in 403 404 403 404 403 403 200 200 200
curriculum:workshop_new         POST - | in 403 404 403 404 403 403 200 200 200
curriculum:workshop             GET  - | in 200 404 200 404 403 403 200 200 200
curriculum:workshop             POST - | 405 all
curriculum:workshop_ics         GET  - | in 200 404 200 404 403 403 200 200 200
curriculum:workshop_ics         POST - | 405 all
curriculum:invitation           GET  - | in 200 404 200 404 403 403 200 200 200
curriculum:invitation           POST - | 405 all
curriculum:workshop_seats       GET  - | 405 all
curriculum:workshop_seats       POST - | in 303 404 403 404 403 403 303 303 303
curriculum:workshop_edit        GET  - | in 403 404 403 404 403 403 200 200 200
curriculum:workshop_edit        POST - | in 403 404 403 404 403 403 200 200 200
curriculum:workshop_move        GET  - | in 403 404 403 404 403 403 200 200 200
curriculum:workshop_move        POST - | in 403 404 403 404 403 403 200 200 200
curriculum:workshop_cancel      GET  - | in 403 404 403 404 403 403 200 200 200
curriculum:workshop_cancel      POST - | in 403 404 403 404 403 403 200 200 200
curriculum:sign_up_sheet        GET  - | in 403 404 403 404 403 403 200 200 200
curriculum:sign_up_sheet        POST - | 405 all
curriculum:attendance           GET  - | in 403 404 403 404 403 403 200 200 200
curriculum:attendance           POST - | in 403 404 403 404 403 403 303 303 303
curriculum:scan                 GET  - | in 403 404 403 404 403 403 200 200 200
curriculum:scan                 POST - | in 403 404 403 404 403 403 200 200 200
curriculum:roll_new             GET  - | 405 all
curriculum:roll_new             POST - | in 403 404 403 404 403 403 303 303 303
curriculum:roll                 GET  - | in 403 404 403 404 403 403 200 200 200
curriculum:roll                 POST - | in 403 404 403 404 403 403 200 200 200
curriculum:roll_sheet           GET  - | in 403 404 403 404 403 403 200 200 200
curriculum:roll_sheet           POST - | in 403 404 403 404 403 403 200 403 200
discussion:queue                GET  - | in 403 403 200 200 200 403 403 403 403
discussion:queue                POST - | 405 all
discussion:answer               GET  - | in 403 403 200 404 200 403 403 403 403
discussion:answer               POST - | 405 all
discussion:decide               GET  - | 302 all
discussion:decide               POST - | in 403 403 200 404 200 403 403 403 403
discussion:hide                 GET  - | 302 all
discussion:hide                 POST - | in 403 403 200 404 200 403 403 403 403
discussion:erase                GET  - | 302 all
discussion:erase                POST - | in 403 403 409 404 409 403 403 403 403
curriculum:rosters              GET  - | in 403 403 200 200 403 403 200 200 200
curriculum:rosters              POST - | 405 all
curriculum:roster               GET  - | in 403 404 200 404 404 404 200 200 200
curriculum:roster               POST - | 405 all
curriculum:roster_csv           GET  - | in 403 404 200 404 404 404 200 200 200
curriculum:roster_csv           POST - | 405 all
curriculum:roster_xlsx          GET  - | in 403 404 200 404 404 404 200 200 200
curriculum:roster_xlsx          POST - | 405 all
curriculum:trainee_new          GET  - | in 403 404 403 404 404 404 200 200 200
curriculum:trainee_new          POST - | in 403 404 403 404 404 404 200 200 200
curriculum:trainee              GET  - | in 403 404 200 404 404 404 200 200 200
curriculum:trainee              POST - | in 403 404 403 404 404 404 200 200 200
curriculum:import_list          GET  - | in 403 403 403 403 403 403 200 200 200
curriculum:import_list          POST - | in 403 403 403 403 403 403 200 200 200
curriculum:import_preview       GET  - | in 403 403 403 403 403 403 410 410 410
curriculum:import_preview       POST - | in 403 403 403 403 403 403 410 410 410
curriculum:sign_ups             GET  - | in 403 403 403 403 403 403 200 200 200
curriculum:sign_ups             POST - | 405 all
curriculum:sign_up              GET  - | in 403 403 403 403 403 403 200 200 200
curriculum:sign_up              POST - | in 403 403 403 403 403 403 200 200 200
curriculum:card_sheet           GET  - | in 403 403 200 200 403 403 200 403 200
curriculum:card_sheet           POST - | in 403 403 400 400 403 403 400 403 200
curriculum:cohorts              GET  - | in 403 403 403 403 403 403 403 200 200
curriculum:cohorts              POST - | in 405 405 405 405 405 405 405 405 405
curriculum:cohort               GET  - | in 403 403 403 403 403 403 403 200 200
curriculum:cohort               POST - | in 403 403 403 403 403 403 403 400 400
curriculum:assignments          GET  - | in 200 200 200 200 403 403 200 200 200
curriculum:assignments          POST - | 405 all
curriculum:new_assignment       GET  - | in 403 404 403 404 404 404 200 200 200
curriculum:new_assignment       POST - | in 403 404 403 404 404 404 400 400 400
curriculum:assignment           GET  - | in 200 404 200 404 404 404 200 200 200
curriculum:assignment           POST - | in 400 404 403 404 404 404 403 403 403
curriculum:change_assignment    GET  - | in 403 404 403 404 404 404 200 200 200
curriculum:change_assignment    POST - | in 403 404 403 404 404 404 400 400 400
curriculum:assignment_calls     GET  - | in 403 404 403 404 404 404 200 403 403
curriculum:assignment_calls     POST - | in 403 404 403 404 404 404 200 403 403
curriculum:assignment_answer    GET  - | in 403 404 200 404 404 404 200 403 403
curriculum:assignment_answer    POST - | in 403 404 400 404 404 404 400 403 403
curriculum:progress             GET  - | in 303 303 200 200 403 403 200 200 200
curriculum:progress             POST - | 405 all
curriculum:class_progress       GET  - | in 403 404 200 404 404 404 200 200 200
curriculum:class_progress       POST - | 405 all
curriculum:person_progress      GET  - | in 200 404 200 404 404 404 200 200 200
curriculum:person_progress      POST - | 405 all
curriculum:completion_rule      GET  - | in 403 403 403 403 403 403 403 200 200
curriculum:completion_rule      POST - | in 403 403 403 403 403 403 403 400 400
curriculum:certificates         GET  - | in 303 303 403 403 403 403 200 200 200
curriculum:certificates         POST - | 405 all
curriculum:own_certificates     GET  - | in 200 200 403 403 403 403 403 403 403
curriculum:own_certificates     POST - | in 400 400 403 403 403 403 403 403 403
curriculum:class_certificates   GET  - | in 403 404 403 404 404 404 200 200 200
curriculum:class_certificates   POST - | in 403 404 403 404 404 404 400 400 400
curriculum:certificate_batch    GET  - | in 403 404 403 404 404 404 200 200 200
curriculum:certificate_batch    POST - | in 403 404 403 404 404 404 303 303 303
curriculum:certificate_file     GET  - | in 403 404 403 404 404 404 404 404 404
curriculum:certificate_file     POST - | 405 all
curriculum:certificate          GET  - | in 403 404 403 404 404 404 200 200 200
curriculum:certificate          POST - | in 403 404 403 404 404 404 400 400 400
curriculum:reports              GET  - | in 403 403 403 403 403 403 200 200 200
curriculum:reports              POST - | 405 all
curriculum:reports_xlsx         GET  - | in 403 403 403 403 403 403 200 200 200
curriculum:reports_xlsx         POST - | 405 all
curriculum:reports_pdf          GET  - | in 403 403 403 403 403 403 200 200 200
curriculum:reports_pdf          POST - | 405 all
curriculum:packs                GET  - | in 403 403 403 403 403 403 303 200 200
curriculum:packs                POST - | 405 all
curriculum:class_pack           GET  - | in 403 404 403 404 404 404 200 200 200
curriculum:class_pack           POST - | in 403 404 403 404 404 404 400 400 400
curriculum:pack_file            GET  - | in 403 404 403 404 404 404 404 404 404
curriculum:pack_file            POST - | 405 all
printing:desk                   GET  - | in 403 403 403 403 200 200 403 403 403
printing:desk                   POST - | 405 all
printing:overview               GET  - | in 403 403 403 403 200 403 403 200 403
printing:overview               POST - | in 405 405 405 405 405 405 405 405 405
printing:desk_poster            GET  - | in 403 403 403 403 200 200 403 403 403
printing:desk_poster            POST - | in 403 403 403 403 400 400 403 403 403
printing:desk_bulletin          GET  - | in 403 403 403 403 200 200 403 403 403
printing:desk_bulletin          POST - | in 403 403 403 403 400 400 403 403 403
printing:edge                   GET  - | in 403 403 403 403 403 200 403 403 403
printing:edge                   POST - | in 403 403 403 403 403 200 403 403 403
printing:test_sheet             GET  - | in 403 403 403 403 200 200 403 403 403
printing:test_sheet             POST - | 405 all
printing:boards                 GET  - | in 403 403 403 403 403 200 403 403 403
printing:boards                 POST - | in 403 403 403 403 403 200 403 403 403
printing:board                  GET  - | in 403 403 403 403 403 200 403 403 403
printing:board                  POST - | in 403 403 403 403 403 200 403 403 403
printing:workplace              GET  - | in 403 403 403 403 403 200 403 403 403
printing:workplace              POST - | in 403 403 403 403 403 200 403 403 403
printing:new_report             GET  - | in 403 403 403 403 403 200 403 403 403
printing:new_report             POST - | in 403 403 403 403 403 200 403 403 403
printing:report                 GET  - | in 403 403 403 403 403 200 403 403 403
printing:report                 POST - | in 403 403 403 403 403 200 403 403 403
printing:report_photo           GET  - | in 403 403 403 403 403 303 403 403 403
printing:report_photo           POST - | in 403 403 403 403 403 200 403 403 403
printing:report_photo_file      GET  - | in 403 403 403 403 403 200 403 403 403
printing:report_photo_file      POST - | 405 all
printing:task                   GET  - | in 403 403 403 403 403 200 403 403 403
printing:task                   POST - | in 403 403 403 403 403 200 403 403 403
printing:tasks                  GET  - | in 403 403 403 403 403 200 403 403 403
printing:tasks                  POST - | in 403 403 403 403 403 200 403 403 403
printing:strip                  GET  - | in 403 403 403 403 403 200 403 403 403
printing:strip                  POST - | 405 all
printing:said                   GET  - | in 403 403 403 403 403 200 403 403 403
printing:said                   POST - | in 403 403 403 403 403 200 403 403 403
printing:arrangements           GET  - | in 403 403 403 403 200 200 403 403 403
printing:arrangements           POST - | 405 all
printing:arrange                GET  - | in 403 403 403 403 200 200 403 403 403
printing:arrange                POST - | in 403 403 403 403 404 404 403 403 403
printing:bulletin_preview       GET  - | in 403 403 403 403 200 200 403 403 403
printing:bulletin_preview       POST - | 405 all
printing:failed_sheets          GET  - | in 403 403 403 403 200 403 403 403 403
printing:failed_sheets          POST - | in 403 403 403 403 404 403 403 403 403
jobs:quarantine                 GET  - | in 403 403 403 403 403 403 403 403 200
jobs:quarantine                 POST - | in 403 403 403 403 405 403 403 405 405
jobs:retry                      GET  - | in 403 403 403 403 405 403 403 405 405
jobs:retry                      POST - | in 403 403 403 403 403 403 403 403 303
jobs:drop                       GET  - | in 403 403 403 403 403 403 403 403 200
jobs:drop                       POST - | in 403 403 403 403 403 403 403 403 303
submissions:my_texts            GET  - | in 200 200 200 200 403 403 200 403 403
submissions:my_texts            POST - | 405 all
submissions:new                 GET  - | in 200 200 200 200 403 403 200 403 403
submissions:new                 POST - | in 303 303 303 303 403 403 303 403 403
submissions:download            GET  - | in 200 200 200 200 403 403 200 403 403
submissions:download            POST - | 405 all
submissions:read_inbox          GET  - | 405 all
submissions:read_inbox          POST - | in 303 303 303 303 303 303 303 303 303
submissions:text                GET  any | in 200 404 403 404 404 404 403 404 404
submissions:text                POST any | 405 all
submissions:edit                GET  draft,late,published,needs_changes | in 200 404 403 404 404 404 403 404 404
submissions:edit                GET  withdrawn,confirming,with_editors,claimed,sent | in 303 404 403 404 404 404 403 404 404
submissions:edit                POST any | in 303 404 403 404 404 404 403 404 404
submissions:send                GET  draft,late,published,needs_changes | in 200 404 403 404 404 404 403 404 404
submissions:send                GET  withdrawn,confirming,with_editors,claimed,sent | in 303 404 403 404 404 404 403 404 404
submissions:send                POST draft,late,published,needs_changes | in 409 404 403 404 404 404 403 404 404
submissions:send                POST any-draft-late-published-needs_changes | in 303 404 403 404 404 404 403 404 404
submissions:take_back           GET  any | 405 all
submissions:take_back           POST any-published-withdrawn | in 303 404 403 404 404 404 403 404 404
submissions:take_back           POST published,withdrawn | in 403 404 403 404 404 404 403 404 404
submissions:discard             GET  draft | in 200 404 403 404 404 404 403 404 404
submissions:discard             GET  any-draft | in 403 404 403 404 404 404 403 404 404
submissions:discard             POST draft | in 409 404 403 404 404 404 403 404 404
submissions:discard             POST any-draft | in 403 404 403 404 404 404 403 404 404
submissions:photo               GET  draft,late,published,needs_changes | in 200 404 403 404 404 404 403 404 404
submissions:photo               GET  withdrawn,confirming,with_editors,claimed,sent | in 403 404 403 404 404 404 403 404 404
submissions:photo               POST any | in 200 404 403 404 404 404 403 404 404
submissions:remove_photo        GET  - | 405 all
submissions:remove_photo        POST - | in 303 404 403 404 404 404 403 404 404
submissions:side_draft          GET  - | in 200 404 403 404 404 404 403 404 404
submissions:side_draft          POST - | in 409 404 403 404 404 404 403 404 404
submissions:versions            GET  any | in 200 404 403 404 404 404 403 404 404
submissions:versions            POST any | 405 all
submissions:version             GET  - | in 200 404 403 404 404 404 403 404 404
submissions:version             POST - | in 409 404 403 404 404 404 403 404 404
submissions:tick                GET  any | 405 all
submissions:tick                POST any | in 303 404 403 404 404 404 403 404 404
submissions:take_proposal       GET  - | 405 all
submissions:take_proposal       POST - | in 403 404 403 404 404 404 403 404 404
submissions:note                GET  any | 405 all
submissions:note                POST any | in 200 404 403 404 404 404 403 404 404
submissions:confirm             GET  any | 405 all
submissions:confirm             POST draft,late,published,withdrawn,needs_changes | in 303 404 403 404 404 404 403 404 404
submissions:confirm             POST confirming | in 409 404 403 404 404 404 403 404 404
submissions:confirm             POST with_editors,claimed,sent | in 403 404 403 404 404 404 403 404 404
submissions:appeal              GET  any | 405 all
submissions:appeal              POST any | in 403 404 403 404 404 404 403 404 404
submissions:answer_assignment   GET  any | in 200 404 403 404 404 404 403 404 404
submissions:answer_assignment   POST any | in 303 404 403 404 404 404 403 404 404
submissions:appeals             GET  - | in 403 403 403 403 403 403 403 200 403
submissions:appeals             POST - | 405 all
submissions:answer_appeal       GET  - | 405 all
submissions:answer_appeal       POST - | in 403 403 403 403 403 403 403 404 403
submissions:ask_for_withdrawal  GET  any | 405 all
submissions:ask_for_withdrawal  POST any-published | in 403 404 403 404 404 404 403 404 404
submissions:ask_for_withdrawal  POST published | in 303 404 403 404 404 404 403 404 404
submissions:take_back_byline    GET  any | 405 all
submissions:take_back_byline    POST any-published-withdrawn | in 403 404 403 404 404 404 403 404 404
submissions:take_back_byline    POST published,withdrawn | in 303 404 403 404 404 404 403 404 404
submissions:photo_file          GET  - | in 200 404 404 404 404 404 404 404 404
submissions:photo_file          POST - | 405 all
submissions:queue               GET  - | in 403 403 200 200 403 403 403 403 403
submissions:queue               POST - | 405 all
submissions:review              GET  draft | in 403 404 403 404 404 404 403 404 404
submissions:review              GET  late,needs_changes,claimed,sent | in 403 404 200 404 404 404 403 404 404
submissions:review              GET  published,withdrawn,confirming,with_editors | in 403 404 200 404 200 404 403 404 404
submissions:review              POST draft | in 403 404 403 404 404 404 403 404 404
submissions:review              POST late,needs_changes,sent | in 403 404 409 404 404 404 403 404 404
submissions:review              POST published,withdrawn,confirming,with_editors | in 403 404 409 404 409 404 403 404 404
submissions:review              POST claimed | in 403 404 303 404 404 404 403 404 404
submissions:claim               GET  any | 405 all
submissions:claim               POST draft,late,needs_changes | in 403 404 403 404 404 404 403 404 404
submissions:claim               POST published,withdrawn,confirming | in 403 404 403 404 403 404 403 404 404
submissions:claim               POST with_editors | in 403 404 403 404 303 404 403 404 404
submissions:claim               POST claimed,sent | in 403 404 303 404 404 404 403 404 404
submissions:release             GET  any | 405 all
submissions:release             POST draft,late,needs_changes,sent | in 403 404 403 404 404 404 403 404 404
submissions:release             POST published,withdrawn,confirming,with_editors | in 403 404 403 404 403 404 403 404 404
submissions:release             POST claimed | in 403 404 303 404 404 404 403 404 404
submissions:confirm_orally      GET  any | 405 all
submissions:confirm_orally      POST draft,claimed,sent | in 403 404 403 404 404 404 403 404 404
submissions:confirm_orally      POST late,needs_changes | in 403 404 409 404 404 404 403 404 404
submissions:confirm_orally      POST published,withdrawn | in 403 404 409 404 409 404 403 404 404
submissions:confirm_orally      POST confirming,with_editors | in 403 404 403 404 403 404 403 404 404
submissions:hide                GET  any | 405 all
submissions:hide                POST draft,late,needs_changes,claimed,sent | in 403 404 403 404 404 404 403 404 404
submissions:hide                POST published,withdrawn | in 403 404 303 404 303 404 403 404 404
submissions:hide                POST confirming,with_editors | in 403 404 403 404 403 404 403 404 404
"""

# Light pages of ours under /redaksi/: the walk of the admin goes there too; who may is said above.
OF_THE_OFFICE = {"jobs:quarantine", "jobs:retry", "jobs:drop"}
# Named by Wagtail or Django and closed or harmless: documents (writers upload none), sign-in pages of private pages (there are none), the
# catch-all of the page tree, whose pages all have a row of their own above.
OF_WAGTAIL = {
    "wagtaildocs_serve",
    "wagtaildocs_authenticate_with_password",
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
    "wagtail_serve",
}
